using Voltbench.Gateway.Behavior;
using Voltbench.Gateway.Errors;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;

namespace Voltbench.Gateway.Chargers;

/// <summary>Reads the parts that bodies about chargers share.</summary>
internal static class ChargerInput
{
    public const int MaxNameLength = 200;

    public const int MaxSlugLength = 200;

    private static readonly string[] Versions = ["OCPP1.6", "OCPP2.0.1"];

    /// <summary>Catalog or OCPI spelling; the result has the catalog's.</summary>
    public static string ConnectorType(BodyValue value)
    {
        var text = value.AsString(1, 64);
        if (text.Length == 0)
            return "";
        if (ConnectorTypes.Find(text) is { } known)
            return known;
        value.Refuse(ViolationType.Enum(ConnectorTypes.All));
        return "";
    }

    public static string OcppVersion(BodyValue value) => value.AsEnum(Versions);

    /// <param name="value">The text.</param>
    /// <param name="refuse">Why an address is not for this caller; null when it is.</param>
    public static CsmsAddress? Address(BodyValue value, Func<CsmsAddress, string?> refuse)
    {
        var text = value.AsString(1, CsmsAddress.MaxLength);
        if (text.Length == 0)
            return null;
        var address = CsmsAddress.Parse(text, out var error);
        if ((address is null ? error : refuse(address)) is { } why)
            value.Refuse(ViolationType.ValueError($"ws_url {why}"));
        return address;
    }

    /// <summary>
    /// What is common to the wish for one charger and for a group. Only to be used when the reader noted no violation.
    /// </summary>
    /// <param name="body">The charger or the template of a group.</param>
    /// <param name="refuse">Why an address is not for this caller; null when it is.</param>
    /// <param name="fallback">Where chargers without an address connect; null: they must have one.</param>
    public static ChargerWish Wish(BodyObject body, Func<CsmsAddress, string?> refuse, CsmsAddress? fallback = null) => new()
    {
        BrandSlug = body.String("brand_slug", 1, MaxSlugLength),
        ModelSlug = body.String("model_slug", 1, MaxSlugLength),
        ConnectorType = ConnectorType(body.Required("connector_type")),
        OcppVersion = OcppVersion(body.Required("ocpp_version")),
        Address = (fallback is null ? Address(body.Required("ws_url"), refuse) : body.Optional("ws_url", nullable: true, value => Address(value, refuse)).Value ?? fallback)
            ?? CsmsAddress.Stored("ws://invalid"),
        SecurityProfile = body.OptionalInt("security_profile", 0, 3).Value,
        AuthorizationKey = body.OptionalString("authorization_key", 1, ConnectionSecurity.MaxKeyLength).Value,
        Behavior = Behavior(body),
    };

    public static ChargerChange Change(BodyObject body, Func<CsmsAddress, string?> refuse)
    {
        var name = body.OptionalString("charge_point_name", 1, MaxNameLength);
        var key = body.OptionalString("authorization_key", 1, ConnectionSecurity.MaxKeyLength);
        return new ChargerChange
        {
            SetsName = name.IsPresent,
            Name = name.Value,
            ConnectorType = body.Optional("connector_type", nullable: false, ConnectorType).Value,
            LocationId = body.OptionalUuid("location_id", nullable: false).Value,
            Address = body.Optional("ws_url", nullable: false, value => Address(value, refuse)).Value,
            OcppVersion = body.Optional("ocpp_version", nullable: false, OcppVersion).Value,
            SecurityProfile = body.OptionalInt("security_profile", 0, 3, nullable: false).Value,
            SetsAuthorizationKey = key.IsPresent,
            AuthorizationKey = key.Value,
            Behavior = Behavior(body),
        };
    }

    public static Answer Refuse(Refusal refusal) => refusal.Kind switch
    {
        RefusalKind.NotFound => ApiResults.NotFound(refusal.Text),
        RefusalKind.Taken => ApiResults.Conflict(refusal.Text),
        _ => ApiResults.BadRequest(refusal.Text),
    };

    /// <summary>What is to change of the behavior; null and an empty object clear it, nothing leaves it.</summary>
    private static BehaviorPatch? Behavior(BodyObject body)
    {
        var given = body.OptionalObject("behavior");
        return given.IsPresent ? new BehaviorPatch(given.Value is { } behavior ? BehaviorInput.Read(behavior) : []) : null;
    }
}
