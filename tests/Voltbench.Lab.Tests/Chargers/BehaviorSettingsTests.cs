using Voltbench.Lab.Chargers;
using Voltbench.Simulation;

namespace Voltbench.Lab.Tests.Chargers;

public class BehaviorSettingsTests
{
    [Fact]
    public void Nothing_given_is_the_default() => BehaviorSettings.FromJson("{}").ToBehavior().ShouldBe(ChargerBehavior.Default);

    [Fact]
    public void What_is_given_survives_storage()
    {
        var settings = new BehaviorSettings { MeterIntervalSeconds = 0, ClockSkewSeconds = -1.5, Offline = true, Recovery = "power_loss", Seed = -9 };
        BehaviorSettings.FromJson(settings.ToJson()).ShouldBe(settings);
        settings.ToBehavior().ShouldBe(new ChargerBehavior
        {
            MeterIntervalSeconds = 0,
            ClockSkewSeconds = -1.5,
            Offline = true,
            Recovery = RecoveryMode.PowerLoss,
        });
    }
}
