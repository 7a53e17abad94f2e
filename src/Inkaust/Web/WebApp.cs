using Inkaust.Office;
using Inkaust.Web.Accounts;
using Inkaust.Web.Api;
using Inkaust.Web.Availability;
using Inkaust.Web.Certificates;
using Inkaust.Web.Consultations;
using Inkaust.Web.Devices;
using Inkaust.Web.Editor;
using Inkaust.Web.Events;
using Inkaust.Web.Home;
using Inkaust.Web.Inbox;
using Inkaust.Web.Invoices;
using Inkaust.Web.Keys;
using Inkaust.Web.Look;
using Inkaust.Web.Mail;
using Inkaust.Web.Operator;
using Inkaust.Web.People;
using Inkaust.Web.Pocket;
using Inkaust.Web.Rehearsal;
using Inkaust.Web.Safety;
using Inkaust.Web.Settings;
using Inkaust.Web.Start;
using Inkaust.Web.Tasks;
using Inkaust.Web.Verify;
using Inkaust.Web.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Inkaust.Web;

/// <summary>The web app: one host for pages, the sending of what waits, and the look at KSeF's health. Its table of contents.</summary>
internal static class WebApp
{
    /// <summary>Puts it together; the caller starts and disposes it. The workplace stays the caller's.</summary>
    public static WebApplication Build(Workplace office, WebSettings settings, ILoggerProvider? logs = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = "inkaust",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = "wwwroot",
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(Bounds.Apply);
        builder.Logging.ClearProviders();
        if (logs is not null) builder.Logging.AddProvider(logs);
        AddServices(builder.Services, office, settings);
        var app = builder.Build();
        Safeguards.Use(app, settings);
        app.MapStaticAssets().Add(PocketPages.LetTheWorkerReachAll);
        MapPages(app.MapGroup("").AddEndpointFilter(Auditing.NoteAsync));
        app.MapFallback(context => throw new NotHere());
        return app;
    }

    private static void AddServices(IServiceCollection services, Workplace office, WebSettings settings)
    {
        services.AddSingleton(office);
        services.AddSingleton(settings);
        services.AddSingleton(office.Clock);
        services.AddSingleton<Assets>();
        services.AddSingleton<PocketFiles>();
        services.AddRazorComponents();
        services.ConfigureHttpJsonOptions(json => ApiJson.Shaped(json.SerializerOptions));
        ApiDocument.Add(services);
        Safeguards.Add(services, settings);
        SigningIn.Add(services, settings);
        services.AddSingleton<Postman>();
        services.AddHostedService<SendLetters>();
        services.AddSingleton(office.WatchHealth);
        services.AddHostedService(all => all.GetRequiredService<WatchHealth>());
        services.AddHostedService(_ => office.SendByItself(new SendByItselfSettings { Companies = office.Companies.All }));
        services.AddHostedService(_ => office.SyncByItself(new SyncByItselfSettings { Companies = office.Companies.All }));
        services.AddHostedService(_ => office.EventWatch(new EventWatchSettings
        {
            AddressOf = (company, what) => new Uri(settings.Address, EventAddresses.Of(company, what)),
        }));
        services.AddSingleton<EventStreams>();
        services.AddHostedService(_ => office.DeliverWebhooks(new DeliverWebhooksSettings
        {
            BodyOf = delivery => EventApi.BodyOf(office, delivery),
            Reachable = settings.Outbound,
        }));
    }

    // Every page and everything that a page does, by what it is about. Each handler names by the type of its scope who may come in.
    private static void MapPages(IEndpointRouteBuilder pages)
    {
        HomePages.Map(pages);
        InvoicePages.Map(pages);
        InboxPages.Map(pages);
        RepairPages.Map(pages);
        CorrectPages.Map(pages);
        MailPages.Map(pages);
        TaskPages.Map(pages);
        VerifyPages.Map(pages);
        ConsultationPages.Map(pages);
        RequestPages.Map(pages);
        EventPages.Map(pages);
        StartPages.Map(pages);
        CertificatePages.Map(pages);
        DevicePages.Map(pages);
        AvailabilityPages.Map(pages);
        SettingsPages.Map(pages);
        LetterPages.Map(pages);
        RehearsalPages.Map(pages);
        EntryPages.Map(pages);
        AccountPages.Map(pages);
        PeoplePages.Map(pages);
        AuditPages.Map(pages);
        OperatorPages.Map(pages);
        OutboxPages.Map(pages);
        EditorPages.Map(pages);
        PocketPages.Map(pages);
        IssueDraftsPages.Map(pages);
        BuyerPages.Map(pages);
        SeriesPages.Map(pages);
        DraftApi.Map(pages);
        InvoiceApi.Map(pages);
        CompanyApi.Map(pages);
        InboxApi.Map(pages);
        DeviceApi.Map(pages);
        KeyPages.Map(pages);
        ApiDocument.Map(pages);
        HealthPages.Map(pages);
        LookPages.Map(pages);
        WebhookPages.Map(pages);
        WebhookApi.Map(pages);
        EventApi.Map(pages);
    }
}
