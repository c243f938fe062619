using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Voltbench.Ocpi.Rules;
using Voltbench.Testing.Schemas;

namespace Voltbench.Ocpi.Tests.Rules;

/// <summary>Any object that the text allows is read, written back without loss, and accepted by the rules for what leaves us and by the schemas.</summary>
public sealed class RoundTripTests
{
    private static readonly Dictionary<string, string> Schemas = new()
    {
        ["Location"] = "location", ["Evse"] = "evse", ["Connector"] = "connector", ["Tariff"] = "tariff", ["Session"] = "session", ["Cdr"] = "cdr", ["Token"] = "token",
        ["Credentials"] = "credentials", ["VersionDetails"] = "version_details", ["StartSession"] = "commands.start_session.request",
        ["StopSession"] = "commands.stop_session.request", ["ReserveNow"] = "commands.reserve_now.request", ["UnlockConnector"] = "commands.unlock_connector.request",
        ["CancelReservation"] = "commands.cancel_reservation.request", ["CommandResult"] = "commands.result", ["ChargingProfileResult"] = "chargingprofiles.charging_profile.result",
        ["ActiveChargingProfileResult"] = "chargingprofiles.active_charging_profile.result", ["ClearProfileResult"] = "chargingprofiles.clear_profile.result",
        ["ActiveChargingProfile"] = "chargingprofiles.active", ["SetChargingProfile"] = "chargingprofiles",
    };

    [Theory]
    [MemberData(nameof(MemberRuleTests.Classes), MemberType = typeof(MemberRuleTests))]
    public void AnyObject(OcpiVersion version, string name) => Check.One(
        Config.QuickThrowOnFailure.WithQuietOnSuccess(true).WithMaxTest(40),
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => Wrong(version, name, seed).ShouldBeNull()));

    [Theory]
    [InlineData("1.0000", "1")]
    [InlineData("0.2500", "0.25")]
    [InlineData("100", "100")]
    [InlineData("1e3", "1000")]
    [InlineData("0.1", "0.1")]
    [InlineData("15.342", "15.342")]
    public void NumbersHaveNoNoise(string read, string written)
    {
        OcpiJson.TryDeserialize<V221.Types.Price>($$"""{"excl_vat":{{read}}}""", out var price, out _).ShouldBeTrue();

        OcpiJson.Serialize(price).ShouldBe($$"""{"excl_vat":{{written}}}""");
    }

    [Fact]
    public void TextIsNotEscapedBeyondJson() =>
        OcpiJson.Serialize(new V221.Types.DisplayText { Language = "de", Text = "Größe <b> & 'x'" }).ShouldBe("""{"language":"de","text":"Größe <b> & 'x'"}""");

    private static string? Wrong(OcpiVersion version, string name, int seed)
    {
        var table = MemberTable.Of(version);
        var json = new TextSamples(table, seed, seed % 5 / 4.0).Object(name).ToJsonString();
        var type = table.TypeOf(name);
        if (OcpiRules.Check(type, Encoding.UTF8.GetBytes(json)) is { } fault)
            return $"refused: {fault}: {json}";
        var info = OcpiJson.TypeInfo(type);
        var written = JsonSerializer.Serialize(JsonSerializer.Deserialize(json, info), info);
        if (SameJson.Difference(json, written) is { } difference)
            return difference;
        if (OcpiRules.Check(type, Encoding.UTF8.GetBytes(written), strict: true) is { } strict)
            return $"not for us: {strict}: {written}";
        return Schemas.TryGetValue(name, out var schema) && OcpiSchemas.Has(version, schema) && OcpiSchemas.Check(version, schema, written) is { } violation
            ? $"schema {schema}: {violation}: {written}"
            : null;
    }
}
