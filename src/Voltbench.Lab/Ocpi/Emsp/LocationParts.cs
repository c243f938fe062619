using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Emsp;

/// <summary>EVSEs and connectors inside the JSON of a location, which both versions nest the same way.</summary>
public static class LocationParts
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The JSON of one EVSE, or of a connector of it; null when the location has none of that id.</summary>
    public static string? Find(string location, string evseUid, string? connectorId)
    {
        var evse = Item(JsonNode.Parse(location)!["evses"], "uid", evseUid);
        return (connectorId is null ? evse : Item(evse?["connectors"], "id", connectorId))?.ToJsonString(Relaxed);
    }

    /// <summary>
    /// The location with an EVSE, or a connector of it, put in place of the one of that id or added behind the others. Its <c>last_updated</c> and that of
    /// what is around follow, because a change of a part is a change of the whole (mod_locations). Null when a connector comes for an EVSE that is not there.
    /// </summary>
    public static string? Put(string location, string evseUid, string? connectorId, string part)
    {
        var root = JsonNode.Parse(location)!.AsObject();
        var added = JsonNode.Parse(part)!;
        var changed = added["last_updated"];
        if (connectorId is null)
        {
            Replace(root, "evses", "uid", evseUid, added);
        }
        else
        {
            if (Item(root["evses"], "uid", evseUid) is not JsonObject evse)
                return null;
            Replace(evse, "connectors", "id", connectorId, added);
            Touch(evse, changed);
        }

        Touch(root, changed);
        return root.ToJsonString(Relaxed);
    }

    private static void Replace(JsonObject owner, string list, string key, string id, JsonNode item)
    {
        if (owner[list] is not JsonArray items)
            owner[list] = items = [];
        for (var i = 0; i < items.Count; i++)
        {
            if (!Is(items[i], key, id))
                continue;
            items[i] = item;
            return;
        }

        items.Add(item);
    }

    private static void Touch(JsonObject owner, JsonNode? changed)
    {
        if (changed is null || !OcpiDateTime.TryParse((string?)changed, out var at))
            return;
        if (!OcpiDateTime.TryParse((string?)owner["last_updated"], out var before) || at > before)
            owner["last_updated"] = OcpiDateTime.Format(at);
    }

    private static JsonNode? Item(JsonNode? list, string key, string id) => (list as JsonArray)?.FirstOrDefault(item => Is(item, key, id));

    private static bool Is(JsonNode? item, string key, string id) => string.Equals((string?)item?[key], id, StringComparison.OrdinalIgnoreCase);
}
