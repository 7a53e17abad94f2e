using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Model;

/// <summary>A sequence of steps, drawn from a seed: the same seed tells the same story.</summary>
internal sealed record Story(int Seed, DateTimeOffset Begins, IReadOnlyList<Step> Steps)
{
    private const int Shortest = 12, Longest = 40;

    /// <summary>Nights, weekends, holidays, the ends of summer time and of a year, and two ordinary days.</summary>
    private static readonly string[] Beginnings =
    [
        "2026-12-09T12:00:00+01:00", "2026-12-23T23:40:00+01:00", "2026-12-31T22:30:00+01:00", "2027-03-26T16:00:00+01:00",
        "2027-04-30T23:50:00+02:00", "2027-05-26T09:00:00+02:00", "2027-10-30T23:00:00+02:00", "2027-02-12T18:00:00+01:00",
    ];

    public static Story Of(int seed) => new Teller(seed).Tell();

    private sealed class Teller(int seed)
    {
        private readonly Random random = new(seed);
        private readonly List<string> used = [];
        private int numbers;

        public Story Tell()
        {
            var begins = DateTimeOffset.Parse(Pick(Beginnings));
            var steps = new List<Step>();
            for (var left = random.Next(Shortest, Longest); left > 0; left--) steps.AddRange(Next());
            return new Story(seed, begins, steps);
        }

        private Step[] Next() => random.Next(100) switch
        {
            < 30 => [Perhaps(Issue())],
            < 48 => [Perhaps(Send())],
            < 54 => [Perhaps(new Corrects(Desk(), Any(), Number(), Wish()))],
            < 56 => [Perhaps(new CorrectsTheBuyer(Desk(), Any(), Number(), Number()))],
            < 57 => [new WithdrawsAHeldCorrection(Desk(), Any())],
            < 62 => [Perhaps(new Repairs(Desk(), Any(), Number(), random.Next(4) == 0))],
            < 63 => [Perhaps(new SendsAgain(Desk(), Any()))],
            < 67 => AtTheSameTime(),
            < 70 => [KsefTrouble()],
            < 75 => [Perhaps(Issue()), KsefTrouble(), Perhaps(Send())],
            < 79 => [new IsRepaired()],
            < 83 => Refusal(),
            < 88 => Announcement(),
            < 94 => [Time()],
            < 97 => [Certificates()],
            < 98 => [new Restarts(Desk())],
            _ => Branch(),
        };

        private Issues Issue() => new(Desk(), Company(), random.Next(10) == 0 && used.Count > 0 ? Pick(used) : Number(), Wish(),
            (DraftKind)(random.Next(20) is var kind && kind < 4 ? kind : random.Next(3)));

        private Sends Send() => new(Desk(), Company());

        private DeskStep Perhaps(DeskStep step) => random.Next(5) == 0 ? step with { PowerFailsAfter = PowerFails(step) } : step;

        // Issuing looks at the clock a few times, a round of sending a hundred times.
        private int PowerFails(DeskStep step) => random.Next(step is Sends ? 150 : 25);

        // KSeF refuses something, and a person sets it right, or tries to.
        private Step[] Refusal()
        {
            int desk = Desk(), company = Company();
            var number = Number();
            var issues = new Issues(desk, company, number, random.Next(4) == 0 ? ModeWish.Online : ModeWish.Offline, DraftKind.ForAPerson);
            Step[] perhapsCorrected = random.Next(2) == 0 ? [Perhaps(new Corrects(Desk(), 0, Number(), Wish()))] : [];
            DeskStep sends = Send() with { Company = company }, repairs = new Repairs(Desk(), 0, Number(), random.Next(3) == 0);
            return random.Next(3) switch
            {
                0 => [new AnotherBranchTakesTheNumber(company, number), issues, .. perhapsCorrected, Perhaps(sends), Perhaps(repairs), Perhaps(sends)],
                // Tomorrow by the clock of the desk, today by that of KSeF.
                1 => [new ClockIsOff(desk, TimeSpan.FromMinutes(15)), new MidnightComesNear(), issues, .. perhapsCorrected, sends,
                    new ClockIsOff(desk, TimeSpan.Zero), new TimePasses(TimeSpan.FromHours(random.Next(1, 20))), Perhaps(repairs), Perhaps(sends)],
                _ => [issues with { Kind = DraftKind.WithAttachment }, .. perhapsCorrected, Perhaps(sends), new ConsentsToAttachments(company), Perhaps(new SendsAgain(Desk(), 0)), Perhaps(sends)],
            };
        }

        private Step[] AtTheSameTime()
        {
            var number = Number();
            return random.Next(6) switch
            {
                0 => [new AtOnce(Issue() with { Desk = 0, Company = 0, Number = number }, Issue() with { Desk = 1, Company = 0, Number = number })],
                1 => [new AtOnce(Send() with { Desk = 0, Company = 0 }, Send() with { Desk = 1, Company = 0 })],
                2 => [Issue() with { Company = 0, Wish = ModeWish.Offline }, Issue() with { Company = 0, Wish = ModeWish.Offline }, new Announces("TOTAL_FAILURE", "FAILURE_START"),
                    new Misbehaves("slow", "POST /v2/sessions/online*", 2), new AtOnce(Send() with { Desk = 0, Company = 0 }, new ConfirmsTheTotalFailure(1, 0))],
                3 => [new AtOnce(Send() with { Desk = 0 }, new LooksAtTheStatus(1, Company()))],
                4 => [new AtOnce(new SendsAgain(0, 0), Issue() with { Desk = 1 })],
                _ => [new AtOnce(Perhaps(Send() with { Desk = 0 }), Issue() with { Desk = 1 })],
            };
        }

        private Misbehaves KsefTrouble()
        {
            const string anything = "* /v2/*", sending = "POST /v2/sessions/online/*/invoices";
            string[] kinds = ["answer-lost", "cut-mid-body", "html-502", "html-504", "redirect-307", "too-many-requests", "wrong-json", "line-cut", "slow"];
            return random.Next(10) switch
            {
                0 => new("line-cut", anything, null),
                1 => new("html-502", anything, null),
                2 => new("stuck-150", anything, null),
                3 => new("session-unavailable", sending, random.Next(1, 3)),
                4 => new(Pick(kinds), Pick(["POST /v2/sessions/online", "POST /v2/sessions/online/*/close", "POST /v2/sessions/batch*", "POST /v2/certificates/enrollments"]), 1),
                5 => new(Pick(kinds), Pick(["GET /v2/sessions/*", "GET /v2/sessions/*/invoices", "GET /v2/*/upo*", "GET /v2/invoices/*"]), random.Next(1, 4)),
                6 => new(Pick(kinds), Pick(["* /v2/auth/*", "GET /v2/security/*", "GET /messages", "GET /status"]), random.Next(1, 4)),
                _ => new(Pick(kinds), sending, random.Next(1, 3)),
            };
        }

        private Step[] Announcement()
        {
            TimeSpan hours = TimeSpan.FromHours(random.Next(1, 30));
            return random.Next(9) switch
            {
                0 => [new Announces("MAINTENANCE", "MAINTENANCE_ANNOUNCEMENT", TimeSpan.FromMinutes(random.Next(-30, 60)), hours)],
                1 => [new Announces("FAILURE", "FAILURE_START")],
                2 => [new Announces("FAILURE", "FAILURE_START", -hours)], // Told late.
                3 or 4 => [new Announces("FAILURE", "FAILURE_END")],
                5 => [new Announces("TOTAL_FAILURE", "FAILURE_START"), new ConfirmsTheTotalFailure(Desk(), Company())],
                6 => [new Announces("TOTAL_FAILURE", random.Next(2) == 0 ? "FAILURE_START" : "FAILURE_END")],
                7 => [new LatarniaIs(random.Next(2) == 0)],
                _ => [new Revises(hours)],
            };
        }

        private Step Time() => random.Next(8) switch
        {
            0 or 1 => new TimePasses(TimeSpan.FromMinutes(random.Next(5, 180))),
            2 => new TimePasses(TimeSpan.FromHours(random.Next(8, 30))),
            3 => new TimePasses(TimeSpan.FromDays(random.Next(1, 9))),
            4 => new MidnightComesNear(),
            5 => new TimePasses(TimeSpan.FromDays(random.Next(3) == 0 ? random.Next(690, 760) : 35)), // Past certificates, and past what Latarnia keeps.
            6 => new TimePasses(TimeSpan.FromMinutes(-random.Next(1, 20))),
            _ => new ClockIsOff(Desk(), TimeSpan.FromMinutes(random.Next(3) == 0 ? 0 : random.Next(-20, 20))),
        };

        private Step Certificates() => random.Next(6) switch
        {
            0 => new TakesACertificate(Pick(["revoke", "block", "expire"]), random.Next(2) == 0, Company()),
            1 => Perhaps(new Enrols(Desk(), Company(), Kind())),
            2 or 3 => Perhaps(new Renews(Desk(), Company(), Kind())),
            4 => new RevokesItsCertificate(Desk(), Company(), random.Next(3) == 0),
            _ => new RotatesItsKeys(),
        };

        private Step[] Branch() => random.Next(4) switch
        {
            0 => [new IssuesAPile(Desk(), Company(), Number(), 52), Perhaps(Send())],
            1 => [new AnotherBranchSendsOurFile(Any())],
            2 => [new ConsentsToAttachments(Company())],
            _ => used.Count == 0 ? [] : [new AnotherBranchTakesTheNumber(Company(), $"FV/{numbers + 1}")], // Ours will come later.
        };

        private ModeWish Wish() => random.Next(10) switch
        {
            < 3 => ModeWish.Auto,
            < 5 => ModeWish.Online,
            < 8 => ModeWish.Offline,
            _ => (ModeWish)random.Next(3, 6),
        };

        private string Number()
        {
            used.Add($"FV/{++numbers}");
            return used[^1];
        }

        private int Desk() => random.Next(2);

        private int Company() => random.Next(4) == 0 ? 1 : 0;

        private int Any() => random.Next(60);

        private CertificateKind Kind() => random.Next(2) == 0 ? CertificateKind.Authentication : CertificateKind.Offline;

        private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
    }
}
