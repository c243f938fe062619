using System.Text.RegularExpressions;
using Voltbench.Gateway.Chargers;
using Voltbench.Gateway.Validation;
using Voltbench.Lab.Chargers;
using Voltbench.Lab.Ocpi.Templates;
using Voltbench.Ocpi;

namespace Voltbench.Gateway.Cpos;

/// <summary>The body of a creation as read.</summary>
/// <param name="TemplateSlug">As given; it may name nothing.</param>
/// <param name="Template">Null when there is none of that slug.</param>
/// <param name="CountryCode">Capital letters.</param>
/// <param name="NamePrefix">Null: the template's.</param>
/// <param name="Ttl">Null: no end.</param>
/// <param name="Csms">Null: the built-in one.</param>
internal sealed partial record CpoInput(
    string TemplateSlug,
    CpoTemplate? Template,
    string CountryCode,
    string PartyId,
    string? NamePrefix,
    OcpiVersion Version,
    long Seed,
    TimeSpan? Ttl,
    CpoOverrides Overrides,
    CsmsAddress? Csms)
{
    private const int MaxSlugLength = 200;

    /// <summary>OCPI has room for 100 characters in the name of an operator.</summary>
    private const int MaxNameLength = 100;

    private const int MinTtl = 60;
    private const int MaxTtl = 604_800;
    private const int DefaultTtl = 3_600;

    /// <summary>Numbers that every JSON reader keeps (RFC 8259 §6).</summary>
    private const long MaxSeed = (1L << 53) - 1;

    public static CpoInput Read(BodyObject body, TemplateCatalog templates, Func<CsmsAddress, string?> refuse)
    {
        var slug = body.String("template", 1, MaxSlugLength);
        var template = templates.FindCpo(slug);
        var country = body.String("country_code", 2, 2).ToUpperInvariant();
        var party = body.String("party_id", pattern: PartyIdForm());
        var name = body.OptionalString("name_prefix", 1, MaxNameLength, NameForm()).Value;
        body.OptionalEnum("role", ["cpo"]);
        var version = body.OptionalEnum("ocpi_version", [OcpiVersion.V221.Number(), OcpiVersion.V211.Number()]).Value is "2.1.1" ? OcpiVersion.V211 : OcpiVersion.V221;
        var seed = body.Optional<long?>("seed", nullable: true, static value => value.AsLong(-MaxSeed, MaxSeed)).Value ?? 0;
        var ttl = body.OptionalInt("ttl_seconds", MinTtl, MaxTtl);
        var csms = body.Optional("ws_url", nullable: true, value => Address(value, refuse)).Value;
        return new CpoInput(
            slug,
            template,
            country,
            party,
            name,
            version,
            seed,
            ttl.Or(DefaultTtl) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            body.OptionalObject("overrides").Value is { } overrides ? ReadOverrides(overrides, template) : new CpoOverrides(),
            csms);
    }

    private static CpoOverrides ReadOverrides(BodyObject overrides, CpoTemplate? template) => new(
        overrides.OptionalInt("locations", 1, template?.MaxLocations ?? int.MaxValue).Value,
        overrides.OptionalInt("chargers_per_location", 1, template?.MaxChargersPerLocation ?? int.MaxValue).Value);

    /// <summary>One address for many chargers: what one of them proves itself with is no part of it.</summary>
    private static CsmsAddress? Address(BodyValue value, Func<CsmsAddress, string?> refuse) => ChargerInput.Address(
        value, address => refuse(address) ?? (address is { User: null, Password: null } ? null : "must not have credentials; give each charger its authorization_key"));

    [GeneratedRegex("^[A-Z0-9]{3}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex PartyIdForm();

    [GeneratedRegex("^[^\\p{C}]+\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NameForm();
}
