using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.LocationChargers;

/// <summary>One group as read.</summary>
internal sealed record GroupInput(ChargerWish Wish, BulkGroup Group)
{
    /// <summary>Chargers of one call at most.</summary>
    public const int MaxChargers = 10_000;

    /// <summary>Suffixes of any kind are taken: a bad one fails its charger, not the call.</summary>
    private const int MaxGroups = 1_000;

    public static IReadOnlyList<GroupInput> ReadAll(BodyValue body, Func<CsmsAddress, string?> refuse, Violations violations)
    {
        var groups = body.AsList(1, MaxGroups).Select(item => Read(item.AsObject(), refuse)).ToList();
        var total = groups.Sum(g => (long)g.Group.Count);
        if (total > MaxChargers && !violations.Any)
            body.Refuse(ViolationType.TooLong(MaxChargers, (int)Math.Min(total, int.MaxValue)));
        return groups;
    }

    /// <param name="group">The group.</param>
    /// <param name="refuse">Why an address is not for this caller; null when it is.</param>
    /// <param name="fallback">Where chargers without an address connect; null: they must have one.</param>
    public static GroupInput Read(BodyObject group, Func<CsmsAddress, string?> refuse, CsmsAddress? fallback = null)
    {
        var template = group.Object("template");
        var wish = ChargerInput.Wish(template, refuse, fallback) with { TemplateName = template.OptionalString("template_name", 0, ChargerInput.MaxNameLength).Value };
        var prefix = template.OptionalString("identity_prefix").Value ?? "";
        var suffixes = group.OptionalList("charger_ids", 0, MaxChargers).Value?.Select(s => s.AsString()).ToList() ?? [];
        // Without suffixes there is nothing else that says how many.
        var count = suffixes.Count == 0
            ? group.Int("chargers_number", 1, MaxChargers)
            : group.OptionalInt("chargers_number", 1, MaxChargers).Value ?? suffixes.Count;
        return new GroupInput(wish, new BulkGroup(prefix, suffixes, count));
    }
}
