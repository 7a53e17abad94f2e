using Inkaust.Invoices;
using Inkaust.Pocket.Writing;
using Microsoft.AspNetCore.Components;

namespace Inkaust.Pocket.Screens;

/// <summary>A screen of the pocket, or a part of one, drawn anew whenever something is other than before.</summary>
public abstract class PocketScreen : ComponentBase, IDisposable
{
    [Inject]
    internal Phone Phone { get; set; } = null!;

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected override void OnInitialized() => Phone.Changed += Redraw;

    protected virtual void Dispose(bool disposing) => Phone.Changed -= Redraw;

    protected void Redraw() => _ = InvokeAsync(StateHasChanged);

    /// <summary>One of two texts, by the language.</summary>
    protected string L(string pl, string en) => Phone.L(pl, en);

    protected string L(Wording words) => Phone.L(words);

    /// <summary>A day as people say it.</summary>
    protected string Day(DateOnly day) => Days.Long(day, Phone.Language);

    /// <summary>How long ago something was.</summary>
    protected string Ago(DateTimeOffset at) => (Phone.Now - at) switch
    {
        { TotalMinutes: < 1 } => L("przed chwilą", "just now"),
        { TotalHours: < 1 } length => L($"{(int)length.TotalMinutes} min temu", $"{(int)length.TotalMinutes} min ago"),
        { TotalDays: < 1 } length => L($"{(int)length.TotalHours} h temu", $"{(int)length.TotalHours} h ago"),
        var length => L($"{(int)length.TotalDays} d temu", $"{(int)length.TotalDays} d ago"),
    };

    /// <summary>How long it is until the end of a day in Poland.</summary>
    protected string Left(DateOnly deadline) => (PolishTime.EndOf(deadline) - Phone.Now) switch
    {
        { TotalMinutes: < 0 } => L("termin minął", "the deadline has passed"),
        { TotalHours: < 1 } length => L($"zostało {(int)length.TotalMinutes} min", $"{(int)length.TotalMinutes} min left"),
        { TotalDays: < 1 } length => L($"zostało {(int)length.TotalHours} h", $"{(int)length.TotalHours} h left"),
        var length => L($"zostało {(int)length.TotalDays} d {length.Hours} h", $"{(int)length.TotalDays} d {length.Hours} h left"),
    };

    internal string Money(Away.HeldInvoice invoice) => Numbers.Money(invoice.Gross, invoice.Currency, Phone.Language);
}
