using Inkaust.Answers;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web.People;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Inkaust.Web.Api;

/// <summary>A device that is to issue with no network.</summary>
/// <param name="Name">How its person calls it.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo of the key that was made in it (P-256), base64.</param>
internal sealed record NewDeviceBody(string? Name, string? PublicKey);

/// <summary>What a device has signed.</summary>
/// <param name="Signature">r followed by s over <c>toSign</c>, 64 bytes, base64; null: KSeF is asked what became of it.</param>
internal sealed record DeviceSignatureBody(string? Signature);

/// <summary>A device was lost.</summary>
/// <param name="Because">What happened.</param>
internal sealed record LostDeviceBody(string? Because);

/// <summary>What devices and the office say to each other (docs/pocket.md).</summary>
internal static class DeviceApi
{
    private const string Root = "/api/v1/companies/{company}/devices";

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(Root, (MayRead scope) => Results.Ok(new DevicesAnswer([.. scope.Office.Devices.Of(scope.Company).Select(one => AnswerOf(scope, one))])))
            .Produces<DevicesAnswer>().WithSummary("The devices that issue with no network.");
        api.MapPost(Root, BeginAsync).Accepts<NewDeviceBody>("application/json", "*/*").Produces<DeviceBegunAnswer>(201)
            .WithSummary("Begin a device: it gets a series of its own, and what it has to sign for its certificate.")
            .WithMetadata(new AuditWords("Urządzenie zaczęte", "A device begun"));
        api.MapPost(Root + "/{id}/certificate", CertificateAsync).Accepts<DeviceSignatureBody>("application/json", "*/*")
            .Produces<DeviceCertificateAnswer>().Produces<WaitAnswer>(202)
            .WithSummary("Apply for its certificate with the signature; without one, ask what became of it.")
            .WithMetadata(new AuditWords("Certyfikat urządzenia", "The certificate of a device"));
        api.MapPost(Root + "/{id}/contact", ContactAsync).WithMetadata(new Uploads()).Produces<ContactAnswer>()
            .WithSummary("Take what a device holds, and say what changed.")
            .WithMetadata(new AuditWords("Kontakt z urządzeniem", "Contact with a device"));
        api.MapPost(Root + "/{id}/lost", LostAsync).Accepts<LostDeviceBody>("application/json", "*/*").Produces<LostDeviceAnswer>()
            .WithSummary("A device was lost: its certificate is revoked and its series closed.")
            .WithMetadata(new AuditWords("Urządzenie zgubione", "A device lost"));
    }

    private static async Task<IResult> BeginAsync(MayIssue scope, CancellationToken stop)
    {
        var body = await ApiJson.BodyAsync<NewDeviceBody>(scope.Context.Request, stop);
        var account = scope.Context.Features.Get<Account>() ?? throw new RefusedException(DeviceFindings.NotAPerson);
        var (device, series) = await scope.Office.EnrolDevice.BeginAsync(scope.Company, account.Id, body.Name ?? "", Bytes(body.PublicKey), stop);
        return Results.Created($"{scope.Context.Request.Path}/{device.Id}",
            new DeviceBegunAnswer(device.Id, Convert.ToBase64String(device.ToSign), DeviceSeriesAnswer.Of(series)));
    }

    private static async Task<IResult> CertificateAsync(MayIssue scope, string id, CancellationToken stop)
    {
        var body = scope.Context.Request.ContentLength is null or 0 ? null : await ApiJson.BodyAsync<DeviceSignatureBody>(scope.Context.Request, stop);
        Found(scope, id);
        var device = await scope.Office.EnrolDevice.GoOnAsync(scope.Company, id, body?.Signature is { } signature ? Bytes(signature) : null, stop);
        return device.Certificate is null ? Results.Json(new WaitAnswer(), statusCode: StatusCodes.Status202Accepted)
            : Results.Ok(DeviceCertificateAnswer.Of(device));
    }

    private static async Task<IResult> ContactAsync(MayIssue scope, string id, CancellationToken stop)
    {
        Found(scope, id);
        var said = await ApiJson.BytesAsync(scope.Context.Request, stop);
        var answer = await scope.Office.TakeFromDevice.ContactAsync(scope.Company, id, said, stop);
        // A device asks every minute whether there is anything new.
        if (!answer.BroughtSomething) scope.Context.Features.Set(new ChangedNothing());
        return Results.Ok(ContactAnswer.Of(answer, ApiJson.Say));
    }

    // One's own device anybody may lose who may issue; of others, who may revoke certificates.
    private static async Task<IResult> LostAsync(MayIssue scope, string id, CancellationToken stop)
    {
        var device = Found(scope, id);
        if (device.Account != scope.Context.Features.Get<Account>()?.Id
            && !AsCaller.Of(scope.Context).Companies.Any(one => one.Company.Id == scope.Company.Id && one.Rights.HasFlag(ApiRights.Certificates)))
            throw new NotOfThisKey(ApiRights.Certificates);
        var body = await ApiJson.BodyAsync<LostDeviceBody>(scope.Context.Request, stop);
        var lost = await scope.Office.LoseDevice.ForGoodAsync(scope.Company, id, body.Because ?? "", stop);
        return Results.Ok(new LostDeviceAnswer(AnswerOf(scope, lost.Device), lost.NotRevoked is { } why ? ApiJson.Say(why) : null));
    }

    private static DeviceAnswer AnswerOf(ByProgram scope, Device device) => DeviceAnswer.Of(
        device, scope.Office.Series.OfDevice(scope.Company, device.Series), scope.Office.HeldByDevices.Missing(scope.Company, device));

    private static Device Found(ByProgram scope, string id) => scope.Office.Devices.TryFind(scope.Company, id) ?? throw new NotHere();

    private static byte[] Bytes(string? base64)
    {
        try
        {
            return Convert.FromBase64String(base64 ?? "");
        }
        catch (FormatException fault)
        {
            throw new BadHttpRequestException("No base64.", fault);
        }
    }
}
