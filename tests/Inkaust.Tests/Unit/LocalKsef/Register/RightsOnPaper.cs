using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Register;

/// <summary>Companies and people by name, and the rights that they give each other.</summary>
internal static class RightsOnPaper
{
    public static readonly ContextIdentifier Company = Context("Nip/5260001246"), Client = Context("Nip/1111111111"), AnotherClient = Context("Nip/2222222222"), Bureau = Context("Nip/3333333333");

    public static readonly SubjectIdentifier Accountant = Subject("Nip/4444444444"), Stranger = Subject("Nip/5555555555"), BureauAsSubject = Subject("Nip/3333333333");

    private static int ids;

    public static Rights NewRights() => new(new Journal());

    public static SubjectIdentifier Subject(string text) => new(Enum.Parse<SubjectType>(text.Split('/')[0]), text.Split('/')[1]);

    public static ContextIdentifier Context(string text) => new(Enum.Parse<ContextType>(text.Split('/')[0]), text.Split('/')[1]);

    public static Grant Grant(GrantKind kind, Permission permission, ContextIdentifier context, SubjectIdentifier authorized) => new()
    {
        Id = $"grant {Interlocked.Increment(ref ids)}",
        Kind = kind,
        Permission = permission,
        Context = context,
        Authorized = authorized,
        Author = new SubjectIdentifier(SubjectType.Nip, context.Value),
        Description = "Na próbę",
        StartedAt = LocalKsefDay.Noon,
    };

    /// <summary>The client lets the office issue in its name.</summary>
    public static Authorization SelfInvoicing(string id) => new()
    {
        Id = id,
        Scope = EntityAuthorization.SelfInvoicing,
        Authorizing = Client.Value,
        Authorized = Bureau.Value,
        Author = new SubjectIdentifier(SubjectType.Nip, Client.Value),
        Description = "Na próbę",
        FullName = "Biuro Próbne",
        StartedAt = LocalKsefDay.Noon,
    };
}
