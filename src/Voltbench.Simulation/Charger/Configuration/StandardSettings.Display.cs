using Voltbench.Ocpp.V201.Provisioning;
using Voltbench.Ocpp.V201.Types;

namespace Voltbench.Simulation.Charger.Configuration;

/// <content>Messages to the driver, tariff and cost: DisplayMessageCtrlr, TariffCostCtrlr.</content>
internal static partial class StandardSettings
{
    public static readonly Setting<bool> DisplayMessageAvailable = Constant(null, "DisplayMessageCtrlr.Available", true);

    public static readonly Setting<bool> DisplayMessageEnabled = new FlagSetting(null, "DisplayMessageCtrlr.Enabled", static _ => true);

    /// <summary>Messages that the station keeps; <see cref="Setting.Max"/> is the most.</summary>
    public static readonly Setting<int> DisplayMessages = Count("DisplayMessageCtrlr.DisplayMessages", 50, static s => s.DisplayIfAny?.Messages.Count ?? 0);

    public static readonly Setting<IReadOnlyList<MessageFormat>> DisplaySupportedFormats = new ListSetting<MessageFormat>(
        null, "DisplayMessageCtrlr.SupportedFormats", static _ => [MessageFormat.ASCII, MessageFormat.UTF8])
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
    };

    public static readonly Setting<IReadOnlyList<MessagePriority>> DisplaySupportedPriorities = new ListSetting<MessagePriority>(
        null, "DisplayMessageCtrlr.SupportedPriorities", static _ => [MessagePriority.AlwaysFront, MessagePriority.InFront, MessagePriority.NormalCycle])
    {
        Mutability = Mutability.ReadOnly,
        IsConstant = true,
    };

    public static readonly Setting<bool> TariffAvailable = Constant(null, "TariffCostCtrlr.Available[Tariff]", true);

    public static readonly Setting<bool> CostAvailable = Constant(null, "TariffCostCtrlr.Available[Cost]", true);

    public static readonly Setting<bool> TariffEnabled = new FlagSetting(null, "TariffCostCtrlr.Enabled[Tariff]", static _ => true);

    public static readonly Setting<bool> CostEnabled = new FlagSetting(null, "TariffCostCtrlr.Enabled[Cost]", static _ => true);

    /// <summary>Currency of what the display shows, ISO 4217.</summary>
    public static readonly Setting<string> Currency = new TextSetting(null, "TariffCostCtrlr.Currency", static _ => "EUR") { Min = 3, Max = 3 };

    /// <summary>What the display shows instead of a tariff that is not known.</summary>
    public static readonly Setting<string> TariffFallbackMessage = new TextSetting(null, "TariffCostCtrlr.TariffFallbackMessage", static _ => "") { Max = 255 };

    /// <summary>What the display shows instead of a total cost that is not known.</summary>
    public static readonly Setting<string> TotalCostFallbackMessage = new TextSetting(null, "TariffCostCtrlr.TotalCostFallbackMessage", static _ => "") { Max = 255 };
}
