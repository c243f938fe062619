using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What the answer to a transaction's event tells the driver: the running cost, in the answer to the last event the total, and messages (OCPP 2.0.1 I01–I04).</summary>
internal static class TransactionCosts
{
    public static void Take(Station station, OutboxEntry entry, TransactionEventResponse response)
    {
        var cost = station.Configuration.Get(StandardSettings.CostEnabled) ? response.TotalCost : null;
        var message = station.Configuration.Get(StandardSettings.TariffEnabled)
            ? (response.UpdatedPersonalMessage ?? response.IdTokenInfo?.PersonalMessage)?.Content ?? FallbackOf(station, entry, cost)
            : null;
        if (cost is null && message is null)
            return;
        var reference = entry.Message.Transaction;
        var evse = OcppJson.Deserialize<TransactionEventRequest>(entry.Message.Payload.Span).Evse?.Id;
        station.Display.Tell(reference, evse, cost, entry.Role == OutboxRole.End, message);
    }

    /// <summary>What the operator wants to be read where the CSMS tells neither the tariff at the beginning nor the total at the end; null for nothing.</summary>
    private static string? FallbackOf(Station station, OutboxEntry entry, decimal? cost)
    {
        var text = entry.Role switch
        {
            OutboxRole.Start when station.DisplayIfAny?.IsGreeted(entry.Message.Transaction) != true => station.Configuration.Get(StandardSettings.TariffFallbackMessage),
            OutboxRole.End when cost is null && station.Configuration.Get(StandardSettings.CostEnabled) => station.Configuration.Get(StandardSettings.TotalCostFallbackMessage),
            _ => "",
        };
        return text.Length == 0 ? null : text;
    }
}
