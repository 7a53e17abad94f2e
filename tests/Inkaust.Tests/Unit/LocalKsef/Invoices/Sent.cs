using System.Text;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;

namespace Inkaust.Tests.Unit.LocalKsef.Invoices;

/// <summary>Sessions and invoices as the server keeps them.</summary>
internal static class Sent
{
    public static SendingSession Session(string nip, string systemCode = "FA (3)", SessionKind kind = SessionKind.Online,
        ContextIdentifier? context = null)
    {
        context ??= new ContextIdentifier(ContextType.Nip, nip);
        var subject = new SubjectIdentifier(SubjectType.Nip, nip);
        return new SendingSession
        {
            Reference = kind == SessionKind.Online ? ReferenceNumber.ForOnlineSession(LocalKsefDay.Noon) : ReferenceNumber.ForBatchSession(LocalKsefDay.Noon),
            Kind = kind,
            Context = context,
            OpenedBy = subject,
            Login = Login(subject, context),
            FormCode = InvoiceForm.All.Single(form => form.Code.SystemCode == systemCode).Code,
            Key = ContentKey.None,
            OpenedAt = LocalKsefDay.Noon,
            ValidUntil = LocalKsefDay.Noon.AddHours(12),
            UpdatedAt = LocalKsefDay.Noon,
        };
    }

    public static Login Login(SubjectIdentifier subject, ContextIdentifier context, params Permission[] permissions) => new()
    {
        Reference = ReferenceNumber.ForLogin(LocalKsefDay.Noon),
        StartedAt = LocalKsefDay.Noon,
        Context = context,
        Subject = subject,
        Method = SignInMethod.Signature,
        Status = SignInStatus.Success,
        Permissions = permissions.ToHashSet(),
    };

    public static SentInvoice Invoice(SendingSession session, ReadOnlyMemory<byte> xml, int ordinal = 1) => new()
    {
        Reference = ReferenceNumber.ForInvoice(LocalKsefDay.Noon),
        SessionReference = session.Reference,
        Ordinal = ordinal,
        ReceivedAt = LocalKsefDay.Noon,
        Hash = Sha256Text.Of(xml.Span),
        Status = InvoiceStatus.Received,
    };

    /// <summary>The first check that does not hold, by its sentence, and the status; null when all hold.</summary>
    public static (string Sentence, StatusInfo Status)? FirstRefusal(World world, SendingSession session, byte[] xml, Func<SentInvoice,
        SentInvoice>? change = null)
    {
        var invoice = Invoice(session, xml);
        var candidate = new Candidate(change is null ? invoice : change(invoice), session, world.Grounds) { Xml = xml };
        foreach (var check in InvoiceChecks.InOrder)
            if (check.Refusal(candidate) is { } refused) return (check.Sentence, refused);
        return null;
    }

    public static byte[] With(this byte[] xml, string part, string other)
    {
        var text = Encoding.UTF8.GetString(xml);
        Assert.Contains(part, text);
        return Encoding.UTF8.GetBytes(text.Replace(part, other));
    }
}
