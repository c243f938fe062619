using Voltbench.Lab.Catalog;
using Voltbench.Lab.Chargers;

namespace Voltbench.Lab.Tests.Chargers;

public class ChargerDecisionsTests
{
    private static readonly ChargerDecisions Open = new(ChargerCatalog.Load(), new CsmsTargetPolicy(new CsmsTargetOptions()));

    private static readonly ChargerWish Wish = new()
    {
        BrandSlug = "abb",
        ModelSlug = "terra-184",
        ConnectorType = "CCS2",
        OcppVersion = "OCPP1.6",
        Address = CsmsAddress.Stored("ws://csms.example/ocpp"),
    };

    private static readonly ChargerSettings Stored = new()
    {
        Key = 1,
        Id = "dep-1",
        Identity = "CP-1",
        Name = "old",
        BrandSlug = "abb",
        ModelSlug = "terra-184",
        ConnectorType = "CCS2",
        LocationId = Guid.Empty,
        OcppVersion = "OCPP1.6",
        WsUrl = "ws://csms.example/ocpp",
    };

    [Fact]
    public void A_wish_becomes_a_template()
    {
        var template = Open.Create(Wish with { Address = new CsmsAddress("wss://h/x", "user", "password"), Behavior = new BehaviorPatch(new System.Text.Json.Nodes.JsonObject { ["seed"] = 7 }) }).Value.ShouldNotBeNull();
        (template.WsUrl, template.BasicUser, template.AuthorizationKey, template.SecurityProfile, template.Seed)
            .ShouldBe(("wss://h/x", "user", "password", 2, 7));
    }

    [Fact]
    public void The_key_that_is_named_goes_before_that_of_the_address() =>
        Open.Create(Wish with { Address = new CsmsAddress("ws://h/x", null, "a"), AuthorizationKey = "b" }).Value!.AuthorizationKey.ShouldBe("b");

    public static TheoryData<string, string, string, RefusalKind> Unknown() => new()
    {
        { "nobody", "terra-184", "CCS2", RefusalKind.NotFound },
        { "abb", "nothing", "CCS2", RefusalKind.NotFound },
        { "wallbox", "terra-184", "CCS2", RefusalKind.NotFound },
        { "abb", "terra-184", "Type1", RefusalKind.Impossible },
    };

    [Theory]
    [MemberData(nameof(Unknown))]
    public void The_catalog_decides(string brand, string model, string connector, RefusalKind kind) =>
        Open.Create(Wish with { BrandSlug = brand, ModelSlug = model, ConnectorType = connector }).Refusal.ShouldNotBeNull().Kind.ShouldBe(kind);

    [Fact]
    public void The_target_policy_decides()
    {
        var closed = new ChargerDecisions(ChargerCatalog.Load(), new CsmsTargetPolicy(new CsmsTargetOptions { AllowLoopbackTargets = false }));
        closed.Create(Wish with { Address = CsmsAddress.Stored("ws://localhost:9000") }).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Impossible);
        closed.Change(Stored, new ChargerChange { Address = CsmsAddress.Stored("ws://localhost:9000") }).Refusal.ShouldNotBeNull();
        closed.Change(Stored with { WsUrl = "ws://localhost:9000" }, new ChargerChange { SetsName = true }).Value.ShouldNotBeNull();
    }

    [Fact]
    public void Only_what_is_supplied_changes()
    {
        Open.Change(Stored, new ChargerChange()).Value.ShouldBe(Stored);
        Open.Change(Stored, new ChargerChange { SetsName = true }).Value.ShouldBe(Stored with { Name = null });
        Open.Change(Stored, new ChargerChange { OcppVersion = "OCPP2.0.1" }).Value.ShouldBe(Stored with { OcppVersion = "OCPP2.0.1" });
        Open.Change(Stored, new ChargerChange { ConnectorType = "Type1" }).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Impossible);
    }

    [Fact]
    public void The_profile_follows_scheme_and_key_unless_it_is_named()
    {
        var keyed = Open.Change(Stored, new ChargerChange { SetsAuthorizationKey = true, AuthorizationKey = "key" }).Value.ShouldNotBeNull();
        keyed.SecurityProfile.ShouldBe(1);
        var tls = Open.Change(keyed, new ChargerChange { Address = CsmsAddress.Stored("wss://h/x") }).Value.ShouldNotBeNull();
        (tls.SecurityProfile, tls.AuthorizationKey).ShouldBe((2, "key"));
        Open.Change(tls, new ChargerChange { SetsAuthorizationKey = true }).Value!.SecurityProfile.ShouldBe(0);
        var certificate = Open.Change(tls, new ChargerChange { SecurityProfile = 3 }).Value.ShouldNotBeNull();
        Open.Change(certificate, new ChargerChange { Address = CsmsAddress.Stored("wss://other/x") }).Value!.SecurityProfile.ShouldBe(3);
        Open.Change(certificate, new ChargerChange { Address = CsmsAddress.Stored("ws://other/x") }).Refusal.ShouldNotBeNull();
    }
}
