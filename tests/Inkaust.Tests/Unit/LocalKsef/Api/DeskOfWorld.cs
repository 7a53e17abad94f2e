using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Inkaust.LocalKsef;
using Inkaust.Tests.Support;
using Inkaust.Tests.Unit.LocalKsef.Invoices;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Tests.Unit.LocalKsef.Api;

/// <summary>What an operation answers.</summary>
internal sealed record Reply(int Status, JsonNode Json)
{
    /// <summary>The first code of a refusal; null for anything else.</summary>
    public int? Code => Status == 400 ? Json["code"]!.GetValue<int>() : null;

    /// <summary>The identifiers of the rows of a list.</summary>
    public string[] Ids(string list = "permissions") => [.. Json[list]!.AsArray().Select(row => row!["id"]!.GetValue<string>())];
}

/// <summary>Somebody who has signed in and calls operations: through the route table with its rights, but without a line in between.</summary>
internal sealed class Caller(World world, string subject, string context, params Permission[] permissions)
{
    private readonly Login login = Login(world, Register.RightsOnPaper.Subject(subject), Register.RightsOnPaper.Context(context), permissions);

    public SubjectIdentifier Subject => login.Subject;

    public ContextIdentifier Context => login.Context;

    public async Task<Reply> Send(string method, string path, object? body = null)
    {
        var parts = path.Split('?');
        var (route, values) = Found(method, parts[0]);
        var http = new DefaultHttpContext();
        (http.Request.Method, http.Request.Path, http.Connection.RemoteIpAddress) = (method, parts[0], IPAddress.Loopback);
        if (parts.Length > 1) http.Request.QueryString = new QueryString("?" + parts[1]);
        foreach (var (name, value) in values) http.Request.RouteValues[name] = value;
        if (body is not null) http.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body));
        http.Request.Headers.Authorization = "Bearer " + world.Tickets.Access(login).Token;
        try
        {
            var answer = await route.Operation(new Call(http, world.Admission.Admit(http, route), world.BodyRoom));
            return new Reply(answer.Status, answer.Length == 0 ? new JsonObject() : JsonNode.Parse(answer.Body.Span)!);
        }
        catch (ApiRefusal refusal)
        {
            return new Reply(refusal.Status,
                new JsonObject { ["code"] = refusal.Errors is [var first, ..] ? first.Code : null, ["reason"] = refusal.ReasonCode, ["text"] = refusal.Message });
        }
    }

    public Task<Reply> Post(string path, object? body = null) => Send("POST", path, body);

    /// <summary>Asks for something that has an operation, and for what became of it.</summary>
    public async Task<int> Outcome(string method, string path, object? body = null)
    {
        var begun = await Send(method, path, body);
        Assert.True(begun.Status == 202, $"{begun.Status} {begun.Json}");
        return (await Send("GET", $"/v2/permissions/operations/{begun.Json["referenceNumber"]}")).Json["status"]!["code"]!.GetValue<int>();
    }

    private static Login Login(World world, SubjectIdentifier subject, ContextIdentifier context, Permission[] permissions)
    {
        var login = Sent.Login(subject, context, permissions);
        world.Registry.Logins.Add(login.Reference, login);
        return login;
    }

    private (Route Route, Dictionary<string, string> Values) Found(string method, string path)
    {
        var segments = path.Split('/');
        foreach (var route in Routes.OfApi(world).Where(route => route.Method == method).OrderBy(route => route.Path.Count(c => c == '{')))
        {
            var template = route.Path.Split('/');
            if (template.Length == segments.Length && template.Zip(segments).All(pair => pair.First.StartsWith('{') || pair.First == pair.Second))
                return (route, template.Zip(segments).Where(pair => pair.First.StartsWith('{')).ToDictionary(pair => pair.First[1..^1],
                    pair => pair.Second));
        }
        throw new InvalidOperationException($"No route {method} {path}.");
    }
}
