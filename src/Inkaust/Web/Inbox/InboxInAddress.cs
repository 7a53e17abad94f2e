using System.Globalization;
using Inkaust.Office;
using Inkaust.Web.Shape;
using Microsoft.AspNetCore.Http;

namespace Inkaust.Web.Inbox;

/// <summary>A filter of received invoices as it stands in the address of the list, so that a list can be kept and passed on.</summary>
internal static class InboxInAddress
{
    private const int LongestText = 200;

    public static ReceivedFilter Of(IQueryCollection query) => new()
    {
        Text = query["q"].ToString() is { Length: <= LongestText } text ? text : "",
        State = InboxWords.StateOf(query["state"]),
        Role = InboxWords.RoleOf(query["role"]),
        Month = Months.Read(query["month"]),
        OtherAccount = query["account"] == "other",
        Page = int.TryParse(query["page"], CultureInfo.InvariantCulture, out var page) && page > 0 ? page : 1,
    };

    /// <summary>The query of a filter; what is usual is left out.</summary>
    public static string Of(ReceivedFilter filter)
    {
        List<string> parts = [];
        if (filter.Text.Length > 0) parts.Add($"q={Uri.EscapeDataString(filter.Text)}");
        if (filter.State is { } state) parts.Add($"state={state.Word()}");
        if (filter.Role is { } role) parts.Add($"role={role.Word()}");
        if (filter.Month is { } month) parts.Add($"month={month:yyyy-MM}");
        if (filter.OtherAccount) parts.Add("account=other");
        if (filter.Page > 1) parts.Add($"page={filter.Page}");
        return parts.Count == 0 ? "" : "?" + string.Join("&", parts);
    }
}
