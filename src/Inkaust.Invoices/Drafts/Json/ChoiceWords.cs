using System.Globalization;
using Inkaust.Invoices.Schema;

namespace Inkaust.Invoices.Drafts.Json;

/// <summary>What the words of a draft that stand for a code mean: those of the fields of FA(3), where that has them.</summary>
internal static class ChoiceWords
{
    private static readonly Dictionary<Type, NumberCodeValue> Codes = new()
    {
        [typeof(PaymentMethod)] = Vocabulary.PaymentMethod,
        [typeof(Load)] = Vocabulary.Load,
        [typeof(TransportKind)] = Vocabulary.Transport,
        [typeof(BankOwnAccount)] = Vocabulary.BankOwnAccount,
        [typeof(TaxpayerStatus)] = Vocabulary.TaxpayerStatus,
        [typeof(AuthorisedRole)] = Vocabulary.AuthorisedRole,
        [typeof(ThirdPartyRole)] = Vocabulary.ThirdPartyRole,
        [typeof(CorrectionEffect)] = Vocabulary.CorrectionEffect,
    };

    /// <summary>The meaning of one of the choices; null: nobody has written it.</summary>
    public static Wording? Of(Type type, string name, object value) => value switch
    {
        InvoiceKind => Vocabulary.Kind.Meanings.GetValueOrDefault(name),
        MarginScheme scheme => Of(scheme),
        ColumnType column => Of(column),
        TaxBucket bucket => Of(bucket),
        _ => Codes.GetValueOrDefault(type)?.Meanings.GetValueOrDefault(Convert.ToInt64(value, CultureInfo.InvariantCulture)
            .ToString(CultureInfo.InvariantCulture)),
    };

    private static Wording? Of(MarginScheme scheme) => scheme switch
    {
        MarginScheme.TravelAgents => new("biura podróży", "travel agents"),
        MarginScheme.SecondHandGoods => new("towary używane", "second-hand goods"),
        MarginScheme.WorksOfArt => new("dzieła sztuki", "works of art"),
        MarginScheme.Antiques => new("przedmioty kolekcjonerskie i antyki", "collectors' items and antiques"),
        _ => null,
    };

    private static Wording? Of(ColumnType column) => column switch
    {
        ColumnType.Txt => new("tekst", "text"),
        ColumnType.Date => new("data", "date"),
        ColumnType.Datetime => new("data i godzina", "date and time"),
        ColumnType.Time => new("godzina", "time"),
        ColumnType.Dec => new("liczba z ułamkiem", "decimal number"),
        ColumnType.Int => new("liczba całkowita", "whole number"),
        _ => null,
    };

    private static Wording? Of(TaxBucket bucket) => bucket switch
    {
        TaxBucket.Basic => new("23% lub 22%", "23% or 22%"),
        TaxBucket.FirstReduced => new("8% lub 7%", "8% or 7%"),
        TaxBucket.SecondReduced => new("5%", "5%"),
        TaxBucket.TaxiLumpSum => new("taksówki, ryczałt 4% lub 3%", "taxis, lump sum of 4% or 3%"),
        TaxBucket.OneStopShop => new("stawki innych państw (OSS)", "rates of other states (OSS)"),
        TaxBucket.ZeroDomestic => new("0% w kraju", "0% domestic"),
        TaxBucket.ZeroIntraUnion => new("0% WDT", "0% within the Union"),
        TaxBucket.ZeroExport => new("0% eksport", "0% export"),
        TaxBucket.Exempt => new("zwolnione (zw)", "exempt (zw)"),
        TaxBucket.OutsideTerritory => new("poza terytorium kraju (np I)", "outside Poland (np I)"),
        TaxBucket.ServicesToTheUnion => new("usługi z art. 100 ust. 1 pkt 4 (np II)", "services of art. 100(1)(4) (np II)"),
        TaxBucket.ReverseCharge => new("odwrotne obciążenie (oo)", "reverse charge (oo)"),
        TaxBucket.Margin => new("marża", "margin"),
        _ => null,
    };
}
