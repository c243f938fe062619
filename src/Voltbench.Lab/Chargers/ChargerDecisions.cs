using Voltbench.Lab.Catalog;
using Voltbench.Lab.Provisioning;

namespace Voltbench.Lab.Chargers;

/// <summary>What a caller wants of chargers that do not exist yet; well-formed, not yet checked against catalog and rules.</summary>
public sealed record ChargerWish
{
    public required string BrandSlug { get; init; }

    public required string ModelSlug { get; init; }

    /// <summary>Catalog spelling.</summary>
    public required string ConnectorType { get; init; }

    /// <summary>Resource spelling.</summary>
    public required string OcppVersion { get; init; }

    public required CsmsAddress Address { get; init; }

    /// <summary>Null: follows from scheme and key.</summary>
    public int? SecurityProfile { get; init; }

    /// <summary>Null: the password of the address, if any.</summary>
    public string? AuthorizationKey { get; init; }

    public string? TemplateName { get; init; }

    public BehaviorPatch? Behavior { get; init; }
}

/// <summary>A decision, or why not. Exactly one of the two is there.</summary>
public readonly record struct Decision<T>(T? Value, Refusal? Refusal)
    where T : class
{
    public static implicit operator Decision<T>(T value) => new(value, null);

    public static implicit operator Decision<T>(Refusal refusal) => new(null, refusal);
}

/// <summary>The rules for making and changing chargers: catalog, target policy, security. Reads and writes nothing.</summary>
public sealed class ChargerDecisions(ChargerCatalog catalog, CsmsTargetPolicy targets)
{
    /// <summary>What the wished chargers will have in common.</summary>
    public Decision<ChargerTemplate> Create(ChargerWish wish)
    {
        var key = wish.AuthorizationKey ?? wish.Address.Password;
        var security = new ConnectionSecurity(wish.SecurityProfile ?? ConnectionSecurity.Infer(wish.Address, key), wish.Address.User, key);
        if (CheckModel(wish.BrandSlug, wish.ModelSlug, wish.ConnectorType) is { } unknown)
            return unknown;
        if ((targets.CheckUrl(wish.Address.Uri) ?? security.Check(wish.Address) ?? wish.Behavior?.RefuseFor(wish.OcppVersion)) is { } impossible)
            return new Refusal(RefusalKind.Impossible, impossible);

        return new ChargerTemplate
        {
            BrandSlug = wish.BrandSlug,
            ModelSlug = wish.ModelSlug,
            ConnectorType = wish.ConnectorType,
            OcppVersion = wish.OcppVersion,
            WsUrl = wish.Address.Url,
            BasicUser = security.User,
            AuthorizationKey = security.Key,
            SecurityProfile = security.Profile,
            TemplateName = wish.TemplateName,
            Behavior = wish.Behavior?.Fresh(),
            Seed = wish.Behavior?.Settings.Seed,
        };
    }

    /// <summary>Why a charger of this template cannot have that identity; null when it can.</summary>
    public static string? CheckIdentity(ChargerTemplate template, string identity)
        => new ConnectionSecurity(template.SecurityProfile, template.BasicUser, template.AuthorizationKey).CheckIdentity(identity);

    /// <summary>
    /// A charger as it will be after a change. A security profile that is not supplied follows from scheme and key when either was,
    /// except that 3 (client certificate) stays.
    /// </summary>
    public Decision<ChargerSettings> Change(ChargerSettings current, ChargerChange change)
    {
        var connectorType = change.ConnectorType ?? current.ConnectorType;
        if (current.HasEvses && (connectorType != current.ConnectorType || (change.LocationId is { } moved && moved != current.LocationId)))
            return new Refusal(RefusalKind.Impossible, "EVSEs of an OCPI location stand on this charger: its place and its connectors stay as they are.");
        if (change.ConnectorType is not null && CheckModel(current.BrandSlug, current.ModelSlug, connectorType) is { } unknown)
            return unknown;

        var address = change.Address ?? CsmsAddress.Stored(current.WsUrl);
        if (change.Address is not null && targets.CheckUrl(address.Uri) is { } forbidden)
            return new Refusal(RefusalKind.Impossible, forbidden);

        var security = Secure(current, change, address);
        var version = change.OcppVersion ?? current.OcppVersion;
        if ((security.Check(address) ?? security.CheckIdentity(current.Identity) ?? change.Behavior?.RefuseFor(version)) is { } impossible)
            return new Refusal(RefusalKind.Impossible, impossible);

        return current with
        {
            Name = change.SetsName ? change.Name : current.Name,
            ConnectorType = connectorType,
            LocationId = change.LocationId ?? current.LocationId,
            OcppVersion = version,
            WsUrl = address.Url,
            BasicUser = security.User,
            AuthorizationKey = security.Key,
            SecurityProfile = security.Profile,
        };
    }

    private static ConnectionSecurity Secure(ChargerSettings current, ChargerChange change, CsmsAddress address)
    {
        var key = change.SetsAuthorizationKey ? change.AuthorizationKey : change.Address?.Password ?? current.AuthorizationKey;
        var user = change.Address?.User ?? current.BasicUser;
        var touched = change.SetsAuthorizationKey || change.Address is not null;
        var profile = change.SecurityProfile
            ?? (touched && current.SecurityProfile != 3 ? ConnectionSecurity.Infer(address, key) : current.SecurityProfile);
        return new ConnectionSecurity(profile, user, key);
    }

    private Refusal? CheckModel(string brandSlug, string modelSlug, string connectorType)
    {
        if (catalog.FindBrand(brandSlug) is null)
            return new Refusal(RefusalKind.NotFound, $"The catalog has no brand '{brandSlug}'.");
        if (catalog.FindModel(brandSlug, modelSlug) is not { } model)
            return new Refusal(RefusalKind.NotFound, $"The brand '{brandSlug}' has no model '{modelSlug}'.");
        return model.ConnectorOptions.Contains(connectorType, StringComparer.Ordinal)
            ? null
            : new Refusal(
                RefusalKind.Impossible,
                $"The model '{modelSlug}' has no connector of type {connectorType}; it has {string.Join(", ", model.ConnectorOptions)}.");
    }
}
