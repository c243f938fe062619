using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Voltbench.Ocpi;

namespace Voltbench.Lab.Ocpi.Sessions;

/// <summary>What a peer is sent of a session.</summary>
/// <param name="Method"><c>PUT</c> or <c>PATCH</c>.</param>
internal sealed record SessionMessage(string Method, string Body);

/// <summary>
/// The difference between two states of a session. A new one and a final one go as PUT, so that the peer ends with what we have whatever came between;
/// the changes of a running one as PATCH (mod_sessions §Push model of both versions). In 2.2.1 the periods of a PATCH are added to those that the peer has:
/// when one of those changed, the whole session is PUT (§PATCH). In 2.1.1 a list is a field like any other.
/// </summary>
internal static class SessionUpdate
{
    private const string Periods = "charging_periods";
    private const string LastUpdated = "last_updated";
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Null when nothing but the time of the update differs.</summary>
    /// <param name="before">What the peer has; null = nothing.</param>
    /// <param name="isFinal">The session ends with this state.</param>
    public static SessionMessage? Of(OcpiVersion version, string? before, string after, bool isFinal)
    {
        if (before is null)
            return new SessionMessage("PUT", after);
        using var old = JsonDocument.Parse(before);
        using var now = JsonDocument.Parse(after);
        var changed = new List<JsonProperty>();
        foreach (var member in now.RootElement.EnumerateObject())
        {
            if (member.Name == LastUpdated || (old.RootElement.TryGetProperty(member.Name, out var was) && JsonElement.DeepEquals(was, member.Value)))
                continue;
            changed.Add(member);
        }

        var isShorter = old.RootElement.EnumerateObject().Any(m => !now.RootElement.TryGetProperty(m.Name, out _));
        if (changed.Count == 0 && !isShorter)
            return null;
        return isFinal || isShorter ? new SessionMessage("PUT", after) : Patch(version, old.RootElement, now.RootElement, changed) ?? new SessionMessage("PUT", after);
    }

    private static SessionMessage? Patch(OcpiVersion version, JsonElement old, JsonElement now, List<JsonProperty> changed)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Relaxed))
        {
            json.WriteStartObject();
            foreach (var member in changed)
            {
                if (version == OcpiVersion.V221 && member.Name == Periods)
                {
                    var known = old.TryGetProperty(Periods, out var periods) ? periods.GetArrayLength() : 0;
                    if (!Continues(periods, known, member.Value))
                        return null;
                    json.WriteStartArray(Periods);
                    foreach (var period in member.Value.EnumerateArray().Skip(known))
                        period.WriteTo(json);
                    json.WriteEndArray();
                }
                else
                {
                    member.WriteTo(json);
                }
            }

            if (now.TryGetProperty(LastUpdated, out var at))
            {
                json.WritePropertyName(LastUpdated);
                at.WriteTo(json);
            }

            json.WriteEndObject();
        }

        return new SessionMessage("PATCH", Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }

    private static bool Continues(JsonElement old, int known, JsonElement now)
    {
        if (now.GetArrayLength() < known)
            return false;
        for (var i = 0; i < known; i++)
        {
            if (!JsonElement.DeepEquals(old[i], now[i]))
                return false;
        }

        return true;
    }
}
