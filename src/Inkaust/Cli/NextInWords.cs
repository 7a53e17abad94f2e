using Inkaust.Invoices;
using Inkaust.Ksef.Modes;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>What to do next, as somebody at a shell does it: every step as a command line.</summary>
internal static class NextInWords
{
    /// <summary>
    /// The command line of a step. One that begins with <c>--</c> is added to the command that was just given; what a person has to put in
    /// stands in capitals.
    /// </summary>
    public static Wording Of(NextStep step) => step switch
    {
        SendNow send => Both($"inkaust send --company {send.Company.Shortest}"),
        KeepSending => Both("inkaust send --watch"),
        SendPackagesNow => Both("inkaust send --packages-now"),
        Issue => new("inkaust issue PLIK", "inkaust issue FILE"),
        TakeKnowingly take => Both("--accept " + string.Join(" ", take.Codes)),
        IssueOffline24 => Both("--mode offline"),
        IssueInMode issue => Both($"--mode {issue.Mode.Word()}"),
        Repair repair => Both($"inkaust repair {repair.Invoice}"),
        RepairWith repair => new($"inkaust repair {repair.Invoice} PLIK.xml", $"inkaust repair {repair.Invoice} FILE.xml"),
        SendAgain again => Both($"inkaust repair {again.Invoice} --again"),
        CloseRefused close => new($"inkaust repair {close.Invoice} --close \"POWÓD\"", $"inkaust repair {close.Invoice} --close \"REASON\""),
        Correct { Invoice: { } invoice } => new($"inkaust correct {invoice} --draft PLIK.json", $"inkaust correct {invoice} --draft FILE.json"),
        Correct => new("inkaust correct FAKTURA --draft PLIK.json", "inkaust correct INVOICE --draft FILE.json"),
        WithdrawCorrection withdraw => Both($"inkaust ledger held --withdraw {withdraw.Correction}"),
        SeeReceived one => Both($"inkaust inbox show id:{one.Received}"),
        SeeRefusedFiles => Both("inkaust inbox refused"),
        SeeHeldCorrections => Both("inkaust ledger held"),
        CorrectJpk jpk => Both($"inkaust ledger jpk --month {jpk.Month:yyyy-MM}"),
        VerifyWatched verify => Both($"inkaust verify --online {verify.Link}"),
        SeeLedger => Both("inkaust ledger list"),
        SeeStanding see => Both($"inkaust status{For(see.Company)}"),
        ConfirmTotalFailure confirm => new($"inkaust total-failure confirm --event {confirm.Event} --reference ŹRÓDŁO",
            $"inkaust total-failure confirm --event {confirm.Event} --reference SOURCE"),
        NameTotalFailure => new("--event NUMER", "--event NUMBER"),
        SeeCertificates => Both("inkaust cert list"),
        GetCertificate get => Both($"inkaust cert enrol{Of(get.Certificate)}{For(get.Company)}"),
        RenewCertificate renew => Both($"inkaust cert renew{Of(renew.Certificate)}{For(renew.Company)}"),
        BringCertificate => Both("inkaust cert import"),
        BringToken => Both("inkaust cert token"),
        TryCertificates => Both("inkaust cert test"),
        AddCompany => Both("inkaust company add"),
        ChangeCompany => Both("inkaust company change"),
        ConfirmRemoval => Both("--yes"),
        ChooseCompany { Among.Count: 0 } => Both("--company NIP"),
        ChooseCompany choose => Both(string.Join(", ", choose.Among.Select(one => $"--company {one}"))),
        NameKeyFile => new("--key PLIK", "--key FILE"),
        NameKsef { Among.Count: 0 } => new("--ksef ŚRODOWISKO", "--ksef ENVIRONMENT"),
        NameKsef name => Both(string.Join(", ", name.Among.Select(one => $"--ksef {one}"))),
        PrintInvoice => new("inkaust pdf PLIK.xml -o WYDRUK.pdf", "inkaust pdf FILE.xml -o PRINT.pdf"),
        ChooseDataFolder => new("--data FOLDER", "--data DIR"),
        NameStatute => Both("--reason \"Dz.U. ...\""),
        SeeCalendar => Both("inkaust calendar list"),
        SeeAuthorities => Both("inkaust upo authority list"),
        TrustAuthority => new("inkaust upo authority add PLIK.pem", "inkaust upo authority add FILE.pem"),
        SeeWebhooks or SeeDevices or SeeKeptInvoice => Both("inkaust web"), // A page of the app.
        ListDraftFields => Both("inkaust invoice schema"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, "This step has no command line."),
    };

    /// <summary>A hint with the command line of the step that follows it.</summary>
    public static Wording After(Wording hint, NextStep? step)
    {
        if (step is null) return hint;
        var command = Of(step);
        return new($"{hint.Pl}: {command.Pl}", $"{hint.En}: {command.En}");
    }

    extension(Finding finding)
    {
        /// <summary>What to do next, with the command line that does it.</summary>
        public Wording? WhatNext => finding.Hint is { } hint ? After(hint, finding.Next) : finding.Next is { } step ? Of(step) : null;
    }

    extension(Standing standing)
    {
        /// <summary>What a company needs next, with the command line that does it.</summary>
        public Wording WhatNext => After(standing.Hint, standing.Next);
    }

    extension(CorrectionOutcome.Held held)
    {
        /// <summary>Why it waits, with the command line that ends it.</summary>
        public Wording WhyInWords => After(held.Why, held.Next);
    }

    extension(HandOver handOver)
    {
        /// <summary>What may be handed over, with the command and the option that have to do with it.</summary>
        public Wording InWords => new(
            WithWays(handOver, handOver.Why.Pl, " Mówi to opcja --buyer.", " Potwierdzenie: inkaust confirmation."),
            WithWays(handOver, handOver.Why.En, " Say so with --buyer.", " The confirmation: inkaust confirmation."));
    }

    private static string WithWays(HandOver handOver, string why, string buyer, string confirmation) =>
        why + (handOver.PersonMayKnowMore ? buyer : "") + (handOver.Confirmation ? confirmation : "");

    private static Wording Both(string command) => new(command, command);

    private static string For(Company? company) => company is null ? "" : $" --company {company.Reference.Shortest}";

    private static string Of(CertificateKind? kind) => kind is { } known ? $" --type {known.Word()}" : "";
}
