using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.LocationChargers;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.OcpiLocations;

/// <summary>Chargers of a described location: a group, or a single one.</summary>
/// <param name="Wish">What they have in common.</param>
/// <param name="Group">Their identities.</param>
/// <param name="Name">Name for people; only a single one has it.</param>
internal sealed record SiteChargersInput(ChargerWish Wish, BulkGroup Group, string? Name)
{
    public static SiteChargersInput Read(BodyObject body, Func<CsmsAddress, string?> refuse, CsmsAddress csms)
    {
        if (body.Has("template"))
        {
            var group = GroupInput.Read(body, refuse, csms);
            return new SiteChargersInput(group.Wish, group.Group, null);
        }

        var identity = body.String("identity", 1, ChargerIdentity.MaxLength, ChargerIdentity.Pattern);
        return new SiteChargersInput(
            ChargerInput.Wish(body, refuse, csms),
            new BulkGroup("", [identity], 1),
            body.OptionalString("charge_point_name", 1, ChargerInput.MaxNameLength).Value);
    }
}
