using System.Globalization;
using Inkaust.Ksef.Modes;
using Inkaust.Office;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Invoices;

/// <summary>A filter as it stands in the address of the list, so that a list can be kept and passed on.</summary>
internal static class FilterInAddress
{
    private const int LongestText = 200;

    public static InvoiceFilter Of(IQueryCollection query) => new()
    {
        Group = Enum.TryParse<InvoiceGroup>(query["group"], ignoreCase: true, out var group) && Enum.IsDefined(group) ? group : InvoiceGroup.All,
        Month = Months.Read(query["month"]),
        Mode = Enum.GetValues<IssuingMode>().Select(one => (IssuingMode?)one).FirstOrDefault(one => one!.Value.Word() == query["mode"]),
        Text = query["q"].ToString() is { Length: <= LongestText } text ? text : "",
        Order = Enum.TryParse<InvoiceOrder>(query["order"], ignoreCase: true, out var order) && Enum.IsDefined(order) ? order : InvoiceOrder.Newest,
        Page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
    };

    /// <summary>The query of a filter; what is usual is left out.</summary>
    public static string Of(InvoiceFilter filter)
    {
        List<string> parts = [];
        if (filter.Group != InvoiceGroup.All) parts.Add($"group={filter.Group.ToString().ToLowerInvariant()}");
        if (filter.Month is { } month) parts.Add($"month={month:yyyy-MM}");
        if (filter.Mode is { } mode) parts.Add($"mode={mode.Word()}");
        if (filter.Text.Length > 0) parts.Add($"q={Uri.EscapeDataString(filter.Text)}");
        if (filter.Order != InvoiceOrder.Newest) parts.Add($"order={filter.Order.ToString().ToLowerInvariant()}");
        if (filter.Page > 1) parts.Add($"page={filter.Page}");
        return parts.Count == 0 ? "" : "?" + string.Join("&", parts);
    }
}
