using System.CommandLine;
using System.Globalization;
using Inkaust.Answers;
using Inkaust.Office;

namespace Inkaust.Cli;

/// <summary>The devices that issue with no network; what is done with them is done in the web app and on the device itself.</summary>
internal static class DeviceCommands
{
    public static Command Create(CommandKit kit) => new("device", "Devices that issue with no network") { List(kit) };

    private static Command List(CommandKit kit)
    {
        var company = Arguments.Company();
        var command = new Command("list", "Show the devices of a company and what each holds unsent") { company };
        kit.Does(command, (parsed, workplace, terminal) =>
        {
            var of = workplace.Companies.Find(parsed.GetValue(company));
            List<DeviceAnswer> devices = [.. workplace.Devices.Of(of).Select(one =>
                DeviceAnswer.Of(one, workplace.Series.OfDevice(of, one.Series), workplace.HeldByDevices.Missing(of, one)))];
            terminal.Value(devices);
            if (devices.Count == 0) terminal.Say("Nie ma urządzeń.", "There are no devices.");
            else
                terminal.Table([new("Urządzenie", "Device"), new("Stan", "State"), new("Numery", "Numbers"), new("Kontakt", "Contact"), new("Ma", "Holds"),
                        new("Termin", "Deadline")],
                    devices.Select(one => (IReadOnlyList<string>)[one.Name, one.State, one.Series ?? "",
                        one.LastContact is { } at ? $"{at:yyyy-MM-dd HH:mm}Z" : "", one.Holding.Count.ToString(CultureInfo.InvariantCulture), one.Holding.Count > 0 ? one.Holding[0].Deadline ?? "" : ""]));
        });
        return command;
    }
}
