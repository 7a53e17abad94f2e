namespace Inkaust.Invoices;

/// <summary>Adnotacje, written and read: every question is answered, most of them with no.</summary>
internal static class Fa3Annotations
{
    /// <param name="to">Where.</param>
    /// <param name="annotations">What the draft says.</param>
    /// <param name="reverseCharge">P_18 where the draft does not say it.</param>
    public static void Write(Fa3Elements to, Annotations annotations, bool reverseCharge) => to.In("Adnotacje", it =>
    {
        it.YesOrNo("P_16", annotations.CashAccounting);
        it.YesOrNo("P_17", annotations.SelfBilling);
        it.YesOrNo("P_18", annotations.ReverseCharge ?? reverseCharge);
        it.YesOrNo("P_18A", annotations.SplitPayment);
        it.In("Zwolnienie", exemption => Exemption(exemption, annotations.Exemption));
        it.In("NoweSrodkiTransportu", vehicles => NewVehicles(vehicles, annotations.NewVehicles));
        it.YesOrNo("P_23", annotations.TriangularTransaction);
        it.In("PMarzy", margin => Margin(margin, annotations.Margin));
    });

    public static Annotations Read(Fa3Source from) => new()
    {
        CashAccounting = from.Is("P_16", "1"),
        SelfBilling = from.Is("P_17", "1"),
        ReverseCharge = from.Is("P_18", "1"),
        SplitPayment = from.Is("P_18A", "1"),
        Exemption = from.In("Zwolnienie") is { } exemption && exemption.Has("P_19")
            ? new Exemption { PolishLaw = exemption.Text("P_19A"), Directive = exemption.Text("P_19B"), Other = exemption.Text("P_19C") } : null,
        NewVehicles = from.In("NoweSrodkiTransportu") is { } vehicles && vehicles.Has("P_22")
            ? new NewVehicles { Article42Section5 = vehicles.Is("P_42_5", "1"), Vehicles = vehicles.All("NowySrodekTransportu", ReadVehicle) } : null,
        TriangularTransaction = from.Is("P_23", "1"),
        Margin = from.In("PMarzy") is { } margin && margin.Has("P_PMarzy")
            ? Enum.GetValues<MarginScheme>().First(scheme => margin.Has(Mark(scheme))) : null,
    };

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

    private static void NewVehicles(Fa3Elements to, NewVehicles? vehicles)
    {
        if (vehicles is null)
        {
            to.Mark("P_22N", true);
            return;
        }
        to.Mark("P_22", true);
        to.YesOrNo("P_42_5", vehicles.Article42Section5);
        foreach (var vehicle in vehicles.Vehicles) to.In("NowySrodekTransportu", it => Vehicle(it, vehicle));
    }

    private static void Vehicle(Fa3Elements to, NewVehicle vehicle)
    {
        to.Date("P_22A", vehicle.FirstUse);
        to.Number("P_NrWierszaNST", vehicle.Line);
        to.Text("P_22BMK", vehicle.Make);
        to.Text("P_22BMD", vehicle.Model);
        to.Text("P_22BK", vehicle.Colour);
        to.Text("P_22BNR", vehicle.RegistrationNumber);
        to.Text("P_22BRP", vehicle.Year);
        to.Text("P_22B", vehicle.Mileage);
        to.Text("P_22B1", vehicle.Vin);
        to.Text("P_22B2", vehicle.BodyNumber);
        to.Text("P_22B3", vehicle.ChassisNumber);
        to.Text("P_22B4", vehicle.FrameNumber);
        to.Text("P_22BT", vehicle.Type);
        to.Text("P_22C", vehicle.HoursSailed);
        to.Text("P_22C1", vehicle.HullNumber);
        to.Text("P_22D", vehicle.HoursFlown);
        to.Text("P_22D1", vehicle.SerialNumber);
    }

    private static NewVehicle ReadVehicle(Fa3Source from) => new()
    {
        FirstUse = from.Date("P_22A")!.Value,
        Line = from.Number("P_NrWierszaNST")!.Value,
        Make = from.Text("P_22BMK"),
        Model = from.Text("P_22BMD"),
        Colour = from.Text("P_22BK"),
        RegistrationNumber = from.Text("P_22BNR"),
        Year = from.Text("P_22BRP"),
        Mileage = from.Text("P_22B"),
        Vin = from.Text("P_22B1"),
        BodyNumber = from.Text("P_22B2"),
        ChassisNumber = from.Text("P_22B3"),
        FrameNumber = from.Text("P_22B4"),
        Type = from.Text("P_22BT"),
        HoursSailed = from.Text("P_22C"),
        HullNumber = from.Text("P_22C1"),
        HoursFlown = from.Text("P_22D"),
        SerialNumber = from.Text("P_22D1"),
    };

    private static void Margin(Fa3Elements to, MarginScheme? margin)
    {
        to.Mark("P_PMarzy", margin is not null);
        to.Mark(margin is { } scheme ? Mark(scheme) : "P_PMarzyN", true);
    }

    private static string Mark(MarginScheme scheme) => scheme switch
    {
        MarginScheme.TravelAgents => "P_PMarzy_2",
        MarginScheme.SecondHandGoods => "P_PMarzy_3_1",
        MarginScheme.WorksOfArt => "P_PMarzy_3_2",
        _ => "P_PMarzy_3_3",
    };
}
