using System.Text.Json;
using System.Text.Json.Nodes;
using Voltbench.Ocpp;

namespace Voltbench.Lab.Chargers;

/// <summary>
/// What is to change of a behavior: a merge patch (RFC 7396) that was checked. Nothing in it clears the whole behavior. The same patch given twice is two
/// orders: what is to happen once happens again.
/// </summary>
public sealed class BehaviorPatch
{
    private readonly JsonObject _patch;
    private readonly Lazy<BehaviorSettings> _settings;

    /// <param name="patch">Checked and spelled as in docs/api/behavior.md.</param>
    public BehaviorPatch(JsonObject patch)
    {
        _patch = patch;
        _settings = new Lazy<BehaviorSettings>(() => BehaviorSettings.FromJson(Bare(patch).ToJsonString()));
        Revision = Guid.CreateVersion7().ToString("N");
    }

    /// <summary>What was given, without what it clears.</summary>
    public BehaviorSettings Settings => _settings.Value;

    /// <summary>Tells this order from all others.</summary>
    public string Revision { get; }

    public bool IsClear => _patch.Count == 0;

    /// <summary>As it was understood.</summary>
    public JsonElement Given => JsonSerializer.SerializeToElement(_patch, PatchJson.Default.JsonObject);

    /// <summary>The behavior of a charger that had none.</summary>
    public JsonElement Fresh()
    {
        var fresh = Bare(_patch);
        if (fresh.Count > 0)
            fresh["revision"] = Orders(fresh);
        return JsonSerializer.SerializeToElement(fresh, PatchJson.Default.JsonObject);
    }

    /// <summary>The patch with its revision, for the database; null clears.</summary>
    public string? ToSql()
    {
        if (IsClear)
            return null;
        var stamped = (JsonObject)_patch.DeepClone();
        stamped["revision"] = Orders(_patch);
        return stamped.ToJsonString();
    }

    /// <summary>Why a charger of that version (resource spelling) cannot have it; null when it can.</summary>
    public string? RefuseFor(string version)
        => Settings.RefuseFor(version.Equals("OCPP1.6", StringComparison.OrdinalIgnoreCase) ? OcppVersion.V16 : OcppVersion.V201);

    /// <summary>Each part that is given is ordered anew, one that is cleared no more.</summary>
    private JsonObject Orders(JsonObject patch)
    {
        var orders = new JsonObject();
        foreach (var (name, value) in patch)
            orders[name] = value is null ? null : Revision;
        return orders;
    }

    private static JsonObject Bare(JsonObject patch)
    {
        var bare = new JsonObject();
        foreach (var (name, value) in patch)
        {
            if (value is not null)
                bare[name] = value is JsonObject inner ? Bare(inner) : value.DeepClone();
        }

        return bare;
    }
}

[System.Text.Json.Serialization.JsonSerializable(typeof(JsonObject))]
internal sealed partial class PatchJson : System.Text.Json.Serialization.JsonSerializerContext;
