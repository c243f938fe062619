using System.Text;
using Voltbench.Ocpi.Rules;
using Voltbench.Testing.Schemas;
using V211 = Voltbench.Ocpi.V211;
using V221 = Voltbench.Ocpi.V221;

namespace Voltbench.Ocpi.Tests.Examples;

/// <summary>Every JSON example of both texts is read as the object it shows and written back without loss; where the example breaks its own text, the fault says how.</summary>
public sealed class ExampleTests
{
    /// <summary>What happens to an example: the object it is, and the fault that is expected of it.</summary>
    private sealed record Case(Func<string, string?> Run, string? Fault = null);

    private static readonly Dictionary<(OcpiVersion Version, string Prefix), Case> Cases = new()
    {
        [(OcpiVersion.V211, "credentials-01")] = Whole<V211.Credentials.Credentials>(),
        // Its country has two letters of the three, and its price is text.
        [(OcpiVersion.V211, "mod_cdrs-01")] = Whole<V211.Cdrs.Cdr>("location.country must be a country code of three capital letters (ISO 3166-1 alpha-3), such as NLD"),
        [(OcpiVersion.V211, "mod_locations-01-body")] = Patch<V211.Locations.Evse>(),
        [(OcpiVersion.V211, "mod_locations-02-body")] = Patch<V211.Locations.Location>(),
        [(OcpiVersion.V211, "mod_locations-03-body")] = Patch<V211.Locations.Connector>(),
        // A PUT of an EVSE whose connector lacks half of its members, and with numbers for texts.
        [(OcpiVersion.V211, "mod_locations-04-body")] = Whole<V211.Locations.Evse>("connectors[0].power_type is required: one of AC_1_PHASE, AC_3_PHASE, DC"),
        [(OcpiVersion.V211, "mod_locations-05-body")] = Patch<V211.Locations.Evse>(),
        [(OcpiVersion.V211, "mod_locations-06")] = Whole<V211.Locations.Location>(),
        [(OcpiVersion.V211, "mod_sessions-01-body")] = Patch<V211.Sessions.Session>(),
        // Their country has two letters of the three.
        [(OcpiVersion.V211, "mod_sessions-02")] = Whole<V211.Sessions.Session>("location.country must be a country code of three capital letters (ISO 3166-1 alpha-3), such as NLD"),
        [(OcpiVersion.V211, "mod_sessions-03")] = Whole<V211.Sessions.Session>("location.country must be a country code of three capital letters (ISO 3166-1 alpha-3), such as NLD"),
        // Older than the member.
        [(OcpiVersion.V211, "mod_tariffs-01-body")] = Whole<V211.Tariffs.Tariff>("last_updated is required: a date-time in UTC such as 2015-06-29T20:39:09Z"),
        [(OcpiVersion.V211, "mod_tariffs-02-body")] = Patch<V211.Tariffs.Tariff>(),
        [(OcpiVersion.V211, "mod_tariffs-")] = Whole<V211.Tariffs.Tariff>(),
        [(OcpiVersion.V211, "mod_tokens-02-body")] = Patch<V211.Tokens.Token>(),
        [(OcpiVersion.V211, "mod_tokens-")] = Whole<V211.Tokens.Token>(),
        [(OcpiVersion.V211, "transport_and_format-01")] = Whole<IReadOnlyList<V211.Versions.VersionInfo>>(),
        [(OcpiVersion.V211, "transport_and_format-02")] = Whole<V211.Versions.VersionDetails>(),
        [(OcpiVersion.V211, "transport_and_format-03")] = Whole<V211.Tokens.Token>(),
        [(OcpiVersion.V211, "transport_and_format-04")] = Whole<IReadOnlyList<V211.Tokens.Token>>(),
        [(OcpiVersion.V211, "transport_and_format-05")] = new(_ => null), // an envelope without data
        [(OcpiVersion.V211, "version_information_endpoint-01")] = Whole<IReadOnlyList<V211.Versions.VersionInfo>>(),
        [(OcpiVersion.V211, "version_information_endpoint-02")] = Whole<V211.Versions.VersionDetails>(),

        [(OcpiVersion.V221, "cdr_example")] = Whole<V221.Cdrs.Cdr>(),
        [(OcpiVersion.V221, "credentials_example")] = Whole<V221.Credentials.Credentials>(),
        [(OcpiVersion.V221, "location_energymix_")] = Whole<V221.Locations.EnergyMix>(),
        [(OcpiVersion.V221, "location_example")] = Whole<V221.Locations.Location>(),
        [(OcpiVersion.V221, "location_hours_")] = Whole<V221.Locations.Hours>(),
        [(OcpiVersion.V221, "location_regularhours_")] = Whole<V221.Locations.Hours>(),
        [(OcpiVersion.V221, "location_patch_example_location")] = Patch<V221.Locations.Location>(),
        [(OcpiVersion.V221, "location_patch_example_remove_evse")] = Patch<V221.Locations.Evse>(),
        [(OcpiVersion.V221, "location_patch_example_status")] = Patch<V221.Locations.Evse>(),
        [(OcpiVersion.V221, "location_patch_example_tariff")] = Patch<V221.Locations.Connector>(),
        // A PUT of an EVSE whose connector lacks half of its members, and with a number for a text.
        [(OcpiVersion.V221, "location_put_example_add_evse")] =
            Whole<V221.Locations.Evse>("connectors[0].power_type is required: one of AC_1_PHASE, AC_2_PHASE, AC_2_PHASE_SPLIT, AC_3_PHASE, DC"),
        [(OcpiVersion.V221, "session_example_")] = Whole<V221.Sessions.Session>(),
        [(OcpiVersion.V221, "session_patch_")] = Patch<V221.Sessions.Session>(),
        [(OcpiVersion.V221, "tariff")] = Whole<V221.Tariffs.Tariff>(),
        // Older than the member.
        [(OcpiVersion.V221, "tariff_put_example")] = Whole<V221.Tariffs.Tariff>("last_updated is required: a date-time in UTC such as 2015-06-29T20:39:09Z"),
        [(OcpiVersion.V221, "token_patch_")] = Patch<V221.Tokens.Token>(),
        [(OcpiVersion.V221, "token_")] = Whole<V221.Tokens.Token>(),
        [(OcpiVersion.V221, "transport_and_format_get_token_example")] = Whole<V221.Tokens.Token>(),
        [(OcpiVersion.V221, "transport_and_format_get_token_list_example")] = Whole<IReadOnlyList<V221.Tokens.Token>>(),
        [(OcpiVersion.V221, "transport_and_format_version_details_example")] = Whole<V221.Versions.VersionDetails>(),
        [(OcpiVersion.V221, "transport_and_format_version_info_example")] = Whole<IReadOnlyList<V221.Versions.VersionInfo>>(),
        [(OcpiVersion.V221, "type_displaytext_example")] = Whole<V221.Types.DisplayText>(),
        [(OcpiVersion.V221, "version_details_example")] = Whole<V221.Versions.VersionDetails>(),
        [(OcpiVersion.V221, "versions_info_example")] = Whole<IReadOnlyList<V221.Versions.VersionInfo>>(),
    };

    [Theory]
    [InlineData(OcpiVersion.V211, 28)]
    [InlineData(OcpiVersion.V221, 59)]
    public void EveryExampleIsReadAndWrittenBack(OcpiVersion version, int atLeast)
    {
        Assert.SkipUnless(SpecificationExamples.Available, SpecificationExamples.HowToGet);
        var names = SpecificationExamples.Names(version).ToList();
        names.Count.ShouldBeGreaterThanOrEqualTo(atLeast);

        var wrong = names.Select(name => (Name: name, Outcome: Outcome(version, name))).Where(x => x.Outcome is not null).Select(x => $"{x.Name}: {x.Outcome}");

        wrong.ShouldBeEmpty();
    }

    private static string? Outcome(OcpiVersion version, string name)
    {
        // The longest prefix is the closest description of the example.
        var match = Cases.Where(c => c.Key.Version == version && name.StartsWith(c.Key.Prefix, StringComparison.Ordinal)).OrderByDescending(c => c.Key.Prefix.Length).FirstOrDefault();
        if (match.Value is null)
            return "nobody knows what it is";
        var fault = match.Value.Run(SpecificationExamples.Object(version, name));
        return fault == match.Value.Fault ? null : fault ?? "its error was not found";
    }

    private static Case Whole<T>(string? fault = null) => new(
        json =>
        {
            if (!OcpiJson.TryDeserialize<T>(json, out var value, out var found))
                return found;
            var written = OcpiJson.Serialize(value);
            return SameJson.Difference(json, written) ?? OcpiRules.CheckStrictly<T>(Encoding.UTF8.GetBytes(written))?.ToString();
        },
        fault);

    private static Case Patch<T>() => new(json => OcpiRules.CheckPartial<T>(Encoding.UTF8.GetBytes(json))?.ToString());
}
