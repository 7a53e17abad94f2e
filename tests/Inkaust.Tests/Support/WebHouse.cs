using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Inkaust.Invoices;
using Inkaust.Office;
using Inkaust.Web;
using Inkaust.Web.Safety;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Inkaust.Tests;

/// <summary>The web app over a stage: a local KSeF, a company with both certificates, and the app on a free port of this process.</summary>
internal sealed class WebHouse : IAsyncDisposable
{
    private readonly WebApplication app;

    private readonly HeardFaults faults;

    private WebHouse(Stage stage, WebApplication app, HeardFaults faults) => (Stage, this.app, this.faults) = (stage, app, faults);

    public Stage Stage { get; }

    public Workplace Office => Stage.Workplace;

    public Company Company => Stage.Company;

    public Uri Address => new(app.Urls.Single());

    public IServiceProvider Services => app.Services;

    /// <summary>What the app has logged so far as faults of its own.</summary>
    public IEnumerable<string> Faults => faults.All;

    public WebSettings Settings => Services.GetRequiredService<WebSettings>();

    /// <summary>Starts the app.</summary>
    /// <param name="ready">The company has both certificates.</param>
    /// <param name="change">Other settings than the usual ones.</param>
    /// <param name="limits">Limits of requests that the local KSeF keeps.</param>
    /// <param name="clock">The clock of the stage.</param>
    public static async Task<WebHouse> OpenAsync(bool ready = false, Func<WebSettings, WebSettings>? change = null,
        LocalKsef.RateLimitProfile limits = LocalKsef.RateLimitProfile.None, TimeProvider? clock = null)
    {
        var stage = ready ? await Stage.ReadyAsync(clock, limits) : await Stage.BareAsync(clock, limits);
        var settings = new WebSettings
        {
            Urls = ["http://127.0.0.1:0"],
            LocalKsef = stage.Server.BaseAddress,
            LocalManagement = stage.Server.ManagementAddress,
        };
        var faults = new HeardFaults();
        var app = WebApp.Build(stage.Workplace, change?.Invoke(settings) ?? settings, faults);
        // A hash of a test is not made to be hard to guess.
        app.Services.GetRequiredService<IOptions<PasswordHasherOptions>>().Value.IterationCount = 1_000;
        await app.StartAsync(Stage.Stop);
        return new WebHouse(stage, app, faults);
    }

    /// <summary>Sends what waits, after whoever has the turn: the app has a sending service of its own.</summary>
    public Task<SendingReport> SendAsync() => Office.AskForSending.NowAsync(Company, Stage.Stop);

    /// <summary>An account, with a role in the company of the stage.</summary>
    public Account Account(string name = "Anna Nowak", Role? role = Role.Owner)
    {
        var account = Office.Accounts.Add($"{name.Replace(' ', '.').ToLowerInvariant()}@example.com", name, Language.Polish);
        if (role is { } known) Office.Members.Let(account.Id, Company, known);
        return account;
    }

    /// <summary>A browser without script in which this account is signed in; null: nobody.</summary>
    public Visitor Visitor(Account? account = null)
    {
        var visitor = new Visitor(Address);
        if (account is not null) visitor.Cookies.Add(Address, SignInCookie.Of(Services, account));
        return visitor;
    }

    /// <summary>The cookie by which this account is signed in.</summary>
    public string CookieOf(Account account) => SignInCookie.Of(Services, account).Value;

    /// <summary>A browser without script in which this account is signed in to an app.</summary>
    public static Visitor Visitor(WebApplication app, Account account)
    {
        var address = new Uri(app.Urls.First());
        var visitor = new Visitor(address);
        visitor.Cookies.Add(address, SignInCookie.Of(app.Services, account));
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var fault in faults.All) TestContext.Current.TestOutputHelper?.WriteLine(fault);
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
        await Stage.DisposeAsync();
    }
}

/// <summary>A page as it came.</summary>
internal sealed record SeenPage(HttpStatusCode Status, Uri? Location, IHtmlDocument Document, string Text)
{
    public IElement? Find(string selector) => Document.QuerySelector(selector);

    /// <summary>The words of an element; fails when it is not there.</summary>
    public string Words(string selector) => string.Join(' ', (Find(selector) ?? throw new InvalidOperationException($"There is no {selector} on this page: {Text}"))
        .TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A browser without script: it keeps cookies, follows what it is told to follow, and fills in forms.</summary>
internal sealed class Visitor : IDisposable
{
    private const long LargeBody = 1_000_000;

    private readonly HttpClient http;

    public Visitor(Uri address) => http = new HttpClient(Handler()) { BaseAddress = address };

    /// <summary>The same, where one address is answered by several processes of this machine.</summary>
    /// <param name="address">The address.</param>
    /// <param name="port">Where the next request goes.</param>
    public Visitor(Uri address, Func<int> port)
    {
        var handler = Handler();
        handler.PooledConnectionLifetime = TimeSpan.Zero; // Each request may go to another one.
        handler.ConnectCallback = async (_, stop) =>
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, port(), stop);
                return new NetworkStream(socket, ownsSocket: true);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        };
        http = new HttpClient(handler) { BaseAddress = address };
    }

    public CookieContainer Cookies { get; } = new();

    /// <summary>The page at this address, as it comes.</summary>
    public async Task<SeenPage> GetAsync(string path) => await Read(await http.GetAsync(path, Stage.Stop));

    /// <summary>The same, after all redirects.</summary>
    public async Task<SeenPage> FollowAsync(string path)
    {
        var page = await GetAsync(path);
        for (var turns = 0; page.Location is { } location && turns < 10; turns++) page = await GetAsync(location.ToString());
        return page;
    }

    /// <summary>Sends what nobody filled in.</summary>
    public async Task<SeenPage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        await Read(await http.PostAsync(path, new FormUrlEncodedContent(fields.Select(one => KeyValuePair.Create(one.Name, one.Value))), Stage.Stop));

    /// <summary>Sends any request.</summary>
    public async Task<SeenPage> SendAsync(HttpRequestMessage request)
    {
        // Whoever sends much asks first whether it is welcome, so that a refusal is heard.
        request.Headers.ExpectContinue = request.Content?.Headers.ContentLength > LargeBody;
        return await Read(await http.SendAsync(request, Stage.Stop));
    }

    /// <summary>The same, with the answer as it came; the caller disposes of it.</summary>
    public Task<HttpResponseMessage> SendRawAsync(HttpRequestMessage request) => http.SendAsync(request, Stage.Stop);

    /// <summary>Fills in a form of a page and sends it: what the page had filled in itself goes along.</summary>
    /// <param name="page">The page.</param>
    /// <param name="selector">The form, or something in it.</param>
    /// <param name="fields">What the person writes.</param>
    public async Task<SeenPage> SubmitAsync(SeenPage page, string selector, params (string Name, string Value)[] fields)
    {
        var found = page.Find(selector) ?? throw new InvalidOperationException($"There is no {selector} on this page: {page.Text}");
        var form = found as IHtmlFormElement ?? (IHtmlFormElement)found.Closest("form")!;
        var written = fields.Select(one => one.Name).ToHashSet();
        List<(string, string)> all = [.. fields];
        foreach (var input in form.QuerySelectorAll("input, select, textarea").Where(one => one.GetAttribute("name") is { } name && !written.Contains(name)))
        {
            if (input is IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" }) continue;
            all.Add((input.GetAttribute("name")!, input switch
            {
                IHtmlInputElement one => one.Value,
                IHtmlSelectElement one => one.Value ?? "",
                _ => input.TextContent,
            }));
        }
        if (found is IHtmlButtonElement { Name.Length: > 0 } button) all.Add((button.Name!, button.Value));
        return await PostAsync(form.GetAttribute("action") ?? "", [.. all]);
    }

    public void Dispose() => http.Dispose();

    private SocketsHttpHandler Handler() => new()
    {
        CookieContainer = Cookies,
        AllowAutoRedirect = false,
        UseProxy = false,
        Expect100ContinueTimeout = TimeSpan.FromMinutes(5), // A busy machine answers late whether much is welcome.
    };

    private static async Task<SeenPage> Read(HttpResponseMessage response)
    {
        using (response)
        {
            var text = await response.Content.ReadAsStringAsync(Stage.Stop);
            return new SeenPage(response.StatusCode, response.Headers.Location, new HtmlParser().ParseDocument(text), text);
        }
    }
}

/// <summary>What the app logs as a fault of its own; a test that fails shows it.</summary>
internal sealed class HeardFaults : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> all = new();

    public IEnumerable<string> All => all;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) all.Enqueue($"{formatter(state, exception)} {exception}");
    }

    public void Dispose() { }
}
