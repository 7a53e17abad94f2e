namespace Inkaust.LocalKsef;

/// <summary>One line of the route table.</summary>
internal sealed record Route(string Method, string Path, RateGroup Limit, Func<Call, Task<Answer>> Operation)
{
    /// <summary>The kinds of token that open it; none for an open route.</summary>
    public IReadOnlyList<TicketKind> Tickets { get; private init; } = [];

    /// <summary>One of these rights is needed; empty when signing in is enough.</summary>
    public IReadOnlyList<Permission> AnyOf { get; private init; } = [];

    /// <summary>Only on the management port: what it does, what is sent and how success is answered.</summary>
    public (string Sentence, Type? Body, int Status) Description { get; private init; } = ("", null, 200);

    public Route Says(string sentence, Type? body = null, int status = 200) => this with { Description = (sentence, body, status) };

    public Route With(params TicketKind[] tickets) => this with { Tickets = tickets };

    public Route For(params Permission[] anyOf) => this with { Tickets = [TicketKind.Access], AnyOf = anyOf };
}
