namespace Voltbench.Gateway.Demo;

/// <summary>One charger of the demo.</summary>
/// <param name="Charges">True for one that starts a session.</param>
public sealed record DemoCharger(string Identity, string Name, string Brand, string Model, string ConnectorType, string OcppVersion, bool Charges)
{
    public const string LocationName = "Voltbench Demo";

    /// <summary>Ten chargers: AC, DC and both in one cabinet; Europe, North America, China and Japan; both OCPP versions.</summary>
    public static IReadOnlyList<DemoCharger> All { get; } =
    [
        new("DEMO-01", "Entrance left", "wallbox", "wallbox-pulsar-plus", "Type2", "OCPP1.6", Charges: true),
        new("DEMO-02", "Entrance right", "wallbox", "wallbox-pulsar-max", "Type2", "OCPP1.6", Charges: false),
        new("DEMO-03", "Visitors", "schneider", "evlink-pro-ac-22kw", "Type2", "OCPP2.0.1", Charges: true),
        new("DEMO-04", "Staff", "alfen", "eve-double-pro-line", "Type2", "OCPP1.6", Charges: false),
        new("DEMO-05", "Fast lane 1", "abb", "terra-184", "CCS2", "OCPP1.6", Charges: true),
        new("DEMO-06", "Fast lane 2", "alpitronic", "hyc300", "CCS2", "OCPP2.0.1", Charges: false),
        new("DEMO-07", "All standards", "abb", "terra-54-cjg", "CHAdeMO", "OCPP1.6", Charges: false),
        new("DEMO-08", "North America AC", "chargepoint", "cpf50", "Type1", "OCPP2.0.1", Charges: false),
        new("DEMO-09", "North America NACS", "autel", "maxicharger-ac-home-40a", "NACS", "OCPP1.6", Charges: false),
        new("DEMO-10", "China DC", "nio", "power-home-plus", "GBT_DC", "OCPP2.0.1", Charges: false),
    ];
}
