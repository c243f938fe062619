using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.V201.Transactions;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.V201;

/// <summary>What the answer to a transaction's event tells the driver: the running cost, in the answer to the last event the total, and messages (OCPP 2.0.1 I01–I03).</summary>
internal static class TransactionCosts
{
    public static void Take(Station station, OutboxEntry entry, TransactionEventResponse response)
    {
        var cost = station.Configuration.Get(StandardSettings.CostEnabled) ? response.TotalCost : null;
        var message = (response.UpdatedPersonalMessage ?? response.IdTokenInfo?.PersonalMessage)?.Content;
        if (cost is null && message is null)
            return;
        var reference = entry.Message.Transaction;
        var evse = OcppJson.Deserialize<TransactionEventRequest>(entry.Message.Payload.Span).Evse?.Id;
        station.Display.Tell(reference, evse, cost, entry.Role == OutboxRole.End, message);
    }
}
