using System.Text.Json.Nodes;

namespace Voltbench.Gateway.Validation;

/// <summary>
/// Reads an object into a merge patch (RFC 7396): what was given, as it was understood, null for what is to be cleared. Members that nobody asked for are
/// refused, unlike elsewhere: a misspelled effect would be an effect that does not come.
/// </summary>
internal sealed class PatchReader(BodyObject given)
{
    private readonly List<string> _known = [];

    public JsonObject Patch { get; } = [];

    /// <summary>A member, or null, which clears it.</summary>
    public void Take(string name, Func<BodyValue, JsonNode?> read)
    {
        _known.Add(name);
        var value = given.Optional(name, nullable: true, read);
        if (value.IsPresent)
            Patch[name] = value.Value;
    }

    public void Number(string name, double min, double max) => Take(name, v => v.AsNumber(min, max));

    public void Int(string name, int min, int max) => Take(name, v => v.AsInt(min, max));

    public void Bool(string name) => Take(name, static v => v.AsBool());

    public void Text(string name, int min, int max) => Take(name, v => v.AsString(min, max));

    public void Enum(string name, IReadOnlyList<string> values) => Take(name, v => v.AsEnum(values));

    public void Object(string name, Func<BodyObject, JsonObject> read) => Take(name, v => read(v.AsObject()));

    public void List(string name, int max, Func<BodyValue, JsonNode?> item) => Take(name, v => new JsonArray([.. v.AsList(0, max).Select(item)]));

    /// <summary>Refuses what was not asked for.</summary>
    public JsonObject End()
    {
        if (given.Json.ValueKind != System.Text.Json.JsonValueKind.Object)
            return Patch;
        foreach (var member in given.Json.EnumerateObject())
        {
            if (!_known.Contains(member.Name, StringComparer.Ordinal))
                given.Required(member.Name).Refuse(ViolationType.Unknown(_known));
        }

        return Patch;
    }

    /// <summary>The same for an item of a list, which is given whole: a null is as good as nothing.</summary>
    public JsonObject EndItem()
    {
        End();
        foreach (var name in Patch.Where(static m => m.Value is null).Select(static m => m.Key).ToList())
            Patch.Remove(name);
        return Patch;
    }
}
