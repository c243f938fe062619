using System.Text.Json;
using System.Text.RegularExpressions;

namespace Voltbench.Certification.Tests.Harness;

/// <summary>The device model of 2.0.1 in short words; a variable is named <c>Component.Variable[Instance]</c>.</summary>
public static partial class DeviceModel
{
    /// <summary>SetVariables with one item; the item of the answer.</summary>
    public static async Task<JsonElement> SetVariableAsync(this TestStation station, string name, string value, string status = "Accepted", string? type = null)
    {
        var result = await station.TrySetVariableAsync(name, value, type);
        result.Text("attributeStatus").ShouldBe(status, result.GetRawText());
        return result;
    }

    /// <summary>The same with any outcome.</summary>
    public static async Task<JsonElement> TrySetVariableAsync(this TestStation station, string name, string value, string? type = null)
    {
        var item = Item(name, type);
        item["attributeValue"] = value;
        var result = (await station.SendAsync("SetVariables", new { setVariableData = new[] { item } })).GetProperty("setVariableResult").EnumerateArray().ShouldHaveSingleItem();
        Of(result).ShouldBe(name);
        return result;
    }

    /// <summary>GetVariables with one item; the item of the answer.</summary>
    public static async Task<JsonElement> GetVariableAsync(this TestStation station, string name, string status = "Accepted", string? type = null)
    {
        var result = (await station.GetVariablesAsync(Item(name, type))).ShouldHaveSingleItem();
        Of(result).ShouldBe(name);
        result.Text("attributeStatus").ShouldBe(status, result.GetRawText());
        return result;
    }

    public static async Task<string> ReadAsync(this TestStation station, string name) => (await station.GetVariableAsync(name)).Text("attributeValue")!;

    public static async Task<IReadOnlyList<JsonElement>> GetVariablesAsync(this TestStation station, params IEnumerable<Dictionary<string, object>> items)
        => [.. (await station.SendAsync("GetVariables", new { getVariableData = items })).GetProperty("getVariableResult").EnumerateArray()];

    /// <summary>The whole of a base report: the items of all its parts.</summary>
    public static async Task<IReadOnlyList<JsonElement>> ReportAsync(this TestStation station, string reportBase, int requestId = 1)
    {
        await station.SendAsync("GetBaseReport", new { requestId, reportBase }, "Accepted");
        var items = new List<JsonElement>();
        for (var seqNo = 0; ; seqNo++)
        {
            var part = (await station.ExpectAsync("NotifyReport", p => p.Number("requestId") == requestId)).Payload;
            part.Number("seqNo").ShouldBe(seqNo);
            items.AddRange(part.GetProperty("reportData").EnumerateArray());
            if (!part.TryGetProperty("tbc", out var more) || !more.GetBoolean())
                return items;
        }
    }

    /// <summary>One item of GetVariables or SetVariables.</summary>
    public static Dictionary<string, object> Item(string name, string? type = null)
    {
        var parts = NamePattern().Match(name).Groups;
        var variable = new Dictionary<string, string> { ["name"] = parts["variable"].Value };
        if (parts["instance"].Success)
            variable["instance"] = parts["instance"].Value;
        var item = new Dictionary<string, object> { ["component"] = new { name = parts["component"].Value }, ["variable"] = variable };
        if (type is not null)
            item["attributeType"] = type;
        return item;
    }

    /// <summary>The name in an item.</summary>
    public static string Of(JsonElement item)
        => $"{item.At("component", "name")}.{item.At("variable", "name")}" + (item.At("variable", "instance") is { } instance ? $"[{instance}]" : "");

    [GeneratedRegex(@"^(?<component>\w+)\.(?<variable>\w+)(\[(?<instance>\w+)\])?$")]
    private static partial Regex NamePattern();
}
