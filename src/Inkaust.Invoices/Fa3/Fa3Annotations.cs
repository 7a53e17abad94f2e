namespace Inkaust.Invoices;

/// <summary>Adnotacje: every question is answered, most of them with no.</summary>
internal static class Fa3Annotations
{
    public static void Write(Fa3Elements to, Annotations annotations) => to.In("Adnotacje", it =>
    {
        it.YesOrNo("P_16", annotations.CashAccounting);
        it.YesOrNo("P_17", annotations.SelfBilling);
        it.YesOrNo("P_18", annotations.ReverseCharge);
        it.YesOrNo("P_18A", annotations.SplitPayment);
        it.In("Zwolnienie", exemption => Exemption(exemption, annotations.Exemption));
        it.In("NoweSrodkiTransportu", vehicles => vehicles.Mark("P_22N", true));
        it.YesOrNo("P_23", annotations.TriangularTransaction);
        it.In("PMarzy", margin => Margin(margin, annotations.Margin));
    });

    private static void Exemption(Fa3Elements to, Exemption? exemption)
    {
        if (exemption is null)
        {
            to.Mark("P_19N", true);
            return;
        }
        to.Mark("P_19", true);
        to.Text("P_19A", exemption.PolishLaw);
        to.Text("P_19B", exemption.Directive);
        to.Text("P_19C", exemption.Other);
    }

    private static void Margin(Fa3Elements to, MarginScheme? margin)
    {
        to.Mark("P_PMarzy", margin is not null);
        to.Mark(margin switch
        {
            MarginScheme.TravelAgents => "P_PMarzy_2",
            MarginScheme.SecondHandGoods => "P_PMarzy_3_1",
            MarginScheme.WorksOfArt => "P_PMarzy_3_2",
            MarginScheme.Antiques => "P_PMarzy_3_3",
            _ => "P_PMarzyN",
        }, true);
    }
}
