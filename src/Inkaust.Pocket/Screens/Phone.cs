using System.Globalization;
using System.Text.Json.Nodes;
using Inkaust.Invoices;
using Inkaust.Pocket.Away;
using Inkaust.Pocket.Desk;
using Inkaust.Pocket.Writing;
using Microsoft.JSInterop;

namespace Inkaust.Pocket.Screens;

/// <summary>A company for which whoever is signed in may issue.</summary>
internal sealed record CompanyHere(string Id, string Name, string Nip, bool IsProduction);

/// <summary>Who is signed in, as the office says it.</summary>
internal sealed record SignedIn(string Id, string Email, IReadOnlyList<CompanyHere> Companies);

/// <summary>The app in the pocket: where in it somebody is, what he writes, and when the office is spoken to.</summary>
internal sealed class Phone : IDisposable
{
    // How often it is asked soon again what became of what the office has just taken.
    private const int MostSoon = 15;

    private static readonly TimeSpan Often = TimeSpan.FromMinutes(1), WaitForCertificate = TimeSpan.FromSeconds(2), Soon = TimeSpan.FromSeconds(4), KeepPause = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider clock;
    private readonly OfficeLine line;
    private readonly DotNetObjectReference<Phone> self;
    private ITimer? timer;
    private bool isToBeKept;
    private int soonAgain;

    public Phone(PocketBrowser browser, HttpClient http, TimeProvider clock)
    {
        (Browser, this.clock) = (browser, clock);
        line = new OfficeLine(http, () => Token);
        var office = new OfficeOfDevice(line);
        Device = new Device(browser, clock) { App = browser.App };
        Contact = new ContactWithOffice(Device, office);
        Enrol = new Enrol(Device, browser, office);
        Issue = new IssueOnDevice(Device, browser);
        Memory = new Memory(Device);
        Language = LanguageOf(browser);
        Device.Changed += Tell;
        Contact.Changed += Tell;
        self = DotNetObjectReference.Create(this);
        browser.Listen(self);
    }

    public event Action? Changed;

    public PocketBrowser Browser { get; }

    public Device Device { get; }

    public ContactWithOffice Contact { get; }

    public IssueOnDevice Issue { get; }

    public Memory Memory { get; }

    public Language Language { get; private set; }

    /// <summary>What cannot work in this browser; empty: everything does; null: it is being tried.</summary>
    public string? Trouble { get; private set; }

    /// <summary>What is kept here was read.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Null: nobody is signed in, or the office does not answer.</summary>
    public SignedIn? SignedIn { get; private set; }

    /// <summary>The office answered when it was asked last.</summary>
    public bool HasLine { get; private set; } = true;

    /// <summary>The app opens without a line.</summary>
    public bool IsReadyOffline { get; private set; }

    /// <summary>Why setting up does not go on.</summary>
    public IReadOnlyList<Finding> Refused { get; private set; } = [];

    /// <summary>Setting up goes on by itself.</summary>
    public bool IsBusy { get; private set; }

    /// <summary>Where in the app somebody is: nothing (home), new, i/HASH, device, verify.</summary>
    public string At { get; private set; } = "";

    /// <summary>What is being written; null: nothing is.</summary>
    public Pad? Pad { get; private set; }

    public DateTimeOffset Now => clock.GetUtcNow();

    private Enrol Enrol { get; }

    private string Token { get; set; } = "";

    public string L(string pl, string en) => Language == Language.Polish ? pl : en;

    public string L(Wording words) => words.In(Language);

    /// <summary>Opens the app: what is here first, and then the office, if it answers.</summary>
    public async Task OpenAsync()
    {
        At = Browser.At;
        try
        {
            await Device.LoadAsync();
        }
        catch (NotKept)
        {
            // Why nothing can be read here is found out next.
        }
        // Where a device was set up everything has been tried out.
        Trouble = Device.Identity is null ? await Browser.TryOutAsync() : "";
        IsOpen = true;
        IsReadyOffline = await Browser.IsReadyOfflineAsync();
        BeginWriting();
        Tell();
        timer = clock.CreateTimer(_ => _ = EachMinuteAsync(), null, Often, Often);
        await SpeakAsync();
    }

    /// <summary>Speaks with the office: who is signed in, and everything that a contact brings.</summary>
    public async Task SpeakAsync()
    {
        if (SignedIn is null || Contact.End != ContactEnd.Done) await AskWhoIsSignedInAsync();
        if (Device.Identity is { IsEnrolled: false } && SignedIn is not null && !IsBusy) await GoOnSettingUpAsync();
        if (SignedIn is not null) await Contact.MakeAsync();
        HasLine = SignedIn is not null ? Contact.End is not ContactEnd.Away : HasLine;
        Tell();
        _ = SpeakSoonAsync();
    }

    /// <summary>Sets this device up for a company.</summary>
    public async Task SetUpAsync(string company, string name)
    {
        if (SignedIn is not { } who) return;
        await WithRefusals(async () =>
        {
            await Browser.AskToLastAsync();
            await Enrol.BeginAsync(company, who.Email, name);
        });
        if (Device.Identity is not null) await GoOnSettingUpAsync();
    }

    /// <summary>This device is to be set up anew; what waits stays.</summary>
    public async Task SetUpAnewAsync()
    {
        await Device.ForgetWhoItIsAsync();
        GoTo("");
        await SpeakAsync();
    }

    public void GoTo(string where)
    {
        Browser.Move(where);
        Moved(where);
    }

    /// <summary>Begins an invoice, or goes on with the one that was begun.</summary>
    public void Write()
    {
        Pad = null;
        GoTo("new");
    }

    /// <summary>What was begun is thrown away.</summary>
    public async Task ThrowAwayAsync()
    {
        await Device.KeepDraftAsync(null);
        Pad = null;
        GoTo("");
    }

    public async Task<HeldInvoice> IssueAsync(IReadOnlyCollection<string> accept, Ksef.Modes.BuyerBranch? told)
    {
        var issued = await Issue.IssueAsync(Pad!.Sheet.Content(), accept, told);
        Pad = null;
        GoTo($"i/{issued.Hash.Base64Url}");
        _ = SpeakAsync();
        return issued;
    }

    /// <summary>The person chooses a language here.</summary>
    public void Speak(Language language)
    {
        Browser.ChooseLanguage(language == Language.Polish ? "pl" : "en");
        Become(language);
    }

    private void Become(Language language)
    {
        Language = language;
        Pad = null;
        BeginWriting();
        Tell();
    }

    [JSInvokable]
    public Task LineIsBack() => SpeakAsync();

    [JSInvokable]
    public async Task MayInstall()
    {
        IsReadyOffline = await Browser.IsReadyOfflineAsync();
        Tell();
    }

    [JSInvokable]
    public void Moved(string where)
    {
        if (At == where) return;
        At = where;
        BeginWriting();
        Tell();
        Browser.Top();
    }

    public void Dispose()
    {
        timer?.Dispose();
        self.Dispose();
        Device.Dispose();
    }

    // A number usually comes within seconds of the sending; whoever looks at the screen should see it come.
    private async Task SpeakSoonAsync()
    {
        if (Contact.End != ContactEnd.Done || !Device.Invoices.Any(one => one.Standing == Standing.Taken)) soonAgain = 0;
        else if (soonAgain < MostSoon)
        {
            var mine = ++soonAgain;
            await Task.Delay(Soon, clock);
            if (mine == soonAgain && Browser.IsVisible) await SpeakAsync();
        }
    }

    private async Task EachMinuteAsync()
    {
        if (!Browser.IsVisible) return;
        try
        {
            await Device.SeeClockAsync();
        }
        catch (NotKept)
        {
            // It is seen again in a minute.
        }
        await SpeakAsync();
    }

    private async Task AskWhoIsSignedInAsync()
    {
        try
        {
            var said = await line.AskAsync(HttpMethod.Get, "/pocket/start");
            Token = (string?)said["token"] ?? "";
            if (At != "new" && Browser.TakeLanguageOf((string?)said["language"] ?? "")) Become(LanguageOf(Browser));
            SignedIn = new SignedIn((string?)said["account"]?["id"] ?? "", (string?)said["account"]?["email"] ?? "",
                [.. AwayJson.Records(said["companies"]).Select(one => new CompanyHere((string)one["id"]!, (string?)one["name"] ?? "", (string?)one["nip"] ?? "",
                    (bool?)one["isProduction"] ?? false))]);
            HasLine = true;
        }
        catch (RefusedByOffice)
        {
            (SignedIn, HasLine) = (null, true);
        }
        catch (OfficeIsAway)
        {
            (SignedIn, HasLine) = (null, false);
        }
    }

    private async Task GoOnSettingUpAsync()
    {
        IsBusy = true;
        Tell();
        await WithRefusals(async () =>
        {
            while (!await Enrol.GoOnAsync()) await Task.Delay(WaitForCertificate, clock);
            await Contact.MakeAsync();
        });
        IsBusy = false;
        Tell();
    }

    private async Task WithRefusals(Func<Task> work)
    {
        Refused = [];
        try
        {
            await work();
        }
        catch (RefusedByOffice no)
        {
            Refused = no.Findings;
        }
        catch (RefusedException no)
        {
            Refused = no.Findings;
        }
        catch (OfficeIsAway)
        {
            HasLine = false;
        }
        catch (NotKept)
        {
            Trouble = "key";
        }
        Tell();
    }

    private void BeginWriting()
    {
        if (At != "new" || Pad is not null || Device.Pack is null) return;
        Pad = new Pad(Start());
        Pad.Written += () => _ = KeepSoonAsync();
    }

    private async Task KeepSoonAsync()
    {
        if (isToBeKept) return;
        isToBeKept = true;
        await Task.Delay(KeepPause, clock);
        isToBeKept = false;
        if (Pad is { } pad) await Device.KeepDraftAsync((JsonObject)pad.Sheet.Tree.DeepClone());
    }

    private Start Start()
    {
        var (pack, today) = (Device.Pack!, PolishTime.DateOf(Now));
        return new Start
        {
            Language = Language,
            Token = "",
            AccountId = Device.Identity?.Account ?? "",
            Company = Device.Identity?.Company ?? "",
            Api = "",
            Pages = "",
            IsProduction = pack.Environment.IsProduction,
            Today = today,
            Seller = pack.Seller,
            Series = [new SeriesHere(pack.SeriesId, Device.Identity?.Name ?? "", Device.NextNumber(today))],
            Account = (string?)pack.Look["account"] ?? AwayJson.Texts(pack.Look["accounts"]).FirstOrDefault(),
            Footer = (string?)pack.Look["footer"] is { Length: > 0 } footer ? footer : null,
            IsAway = true,
            Draft = Device.Draft is { } draft ? new KeptDraft("away", 1, Now, null, (JsonObject)draft.DeepClone()) : null,
        };
    }

    private static Language LanguageOf(PocketBrowser browser) => browser.Language == "en" ? Language.English : Language.Polish;

    private void Tell() => Changed?.Invoke();
}
