using Voltbench.Ocpp.Messages;
using Voltbench.Ocpp.Rpc;
using Voltbench.Ocpp.V16.Core;
using Voltbench.Ocpp.V16.Types;
using Voltbench.Simulation.Physics;

namespace Voltbench.Simulation.Charger.V16;

/// <summary>
/// Transactions of OCPP 1.6 (§4.8, §4.10, §4.7). The CSMS numbers them when it answers StartTransaction: messages that follow wait in the outbox and get the
/// number when they are sent; −1 when the start was given up and there will never be one.
/// </summary>
internal static class V16Transactions
{
    public const int Unknown = -1;

    public static void Started(Station station, Session session, in MeterSample sample)
    {
        station.Outbox.Add(
            OutCall.Of(new StartTransactionRequest
            {
                ConnectorId = session.Connector.Id,
                IdTag = session.Token!.Id,
                MeterStart = Wh(sample.EnergyWh),
                Timestamp = session.Transaction!.StartedAt,
                ReservationId = session.Transaction.ReservationId,
            }),
            session.Transaction,
            OutboxRole.Start);
        V16Readings.Begun(station, session, sample);
    }

    public static void Ended(Station station, Session session, in MeterSample sample, StopReason reason)
    {
        var transaction = session.Transaction!;
        var at = station.ClockNow;
        station.Outbox.Add(
            OutCall.Of(new StopTransactionRequest
            {
                IdTag = session.StoppedBy?.Id,
                MeterStop = Wh(sample.EnergyWh),
                Timestamp = at,
                TransactionId = transaction.CsmsId ?? Unknown,
                Reason = ReasonOf(reason),
                TransactionData = V16Readings.DataOf(station, session, sample, at),
            }),
            transaction,
            OutboxRole.End,
            transaction.CsmsId is null);
    }

    public static OutboxRole RoleOf(string action) => action switch
    {
        "StartTransaction" => OutboxRole.Start,
        "StopTransaction" => OutboxRole.End,
        _ => OutboxRole.Intermediate,
    };

    public static OutCall Resend(OutboxEntry entry, IReadOnlyDictionary<string, int>? transactionIds)
    {
        var message = entry.Message;
        var action = OcppActions.Find(Ocpp.OcppVersion.V16, message.Action)!;
        if (!entry.NeedsTransactionId || entry.Role == OutboxRole.Start || transactionIds?.TryGetValue(message.Transaction, out var id) != true)
            return new OutCall(action, message.Payload);
        return entry.Role == OutboxRole.End
            ? OutCall.Of(OcppJson.Deserialize<StopTransactionRequest>(message.Payload.Span) with { TransactionId = id })
            : OutCall.Of(OcppJson.Deserialize<MeterValuesRequest>(message.Payload.Span) with { TransactionId = id });
    }

    public static void OnDelivered(Station station, OutboxEntry entry, in RpcInput answer)
    {
        if (entry.Role == OutboxRole.End)
        {
            if (OcppJson.Deserialize<StopTransactionResponse>(answer.Payload.Span).IdTagInfo is { } stopped
                && OcppJson.Deserialize<StopTransactionRequest>(entry.Message.Payload.Span).IdTag is { } stopper)
            {
                station.KnownTokens.Learn(new Token(stopper), V16Tokens.Of(stopped)); // §3.5.1
            }

            return;
        }

        if (entry.Role != OutboxRole.Start)
            return;
        var response = OcppJson.Deserialize<StartTransactionResponse>(answer.Payload.Span);
        Learn(station, entry, response.TransactionId);
        var standing = V16Tokens.Of(response.IdTagInfo);
        station.KnownTokens.Learn(new Token(OcppJson.Deserialize<StartTransactionRequest>(entry.Message.Payload.Span).IdTag), standing);
        station.Sessions.OnJudged(entry.Message.Transaction, standing);
    }

    public static void OnGivenUp(Station station, OutboxEntry entry)
    {
        if (entry.Role == OutboxRole.Start)
            Learn(station, entry, Unknown);
    }

    private static void Learn(Station station, OutboxEntry entry, int id)
    {
        station.Outbox.SetTransactionId(entry.Message.Transaction, id);
        if (station.Sessions.FindByReference(entry.Message.Transaction) is not { Transaction: { } transaction })
            return;
        transaction.CsmsId = id;
        station.ViewChanged();
    }

    public static StopReason? StopReasonOf(string? name) => name switch
    {
        null or "Local" => StopReason.Local,
        "Remote" => StopReason.Remote,
        "DeAuthorized" => StopReason.DeAuthorized,
        "PowerLoss" => StopReason.PowerLoss,
        "HardReset" => StopReason.HardReset,
        "SoftReset" => StopReason.SoftReset,
        "UnlockCommand" => StopReason.UnlockCommand,
        "EVDisconnected" => StopReason.EVDisconnected,
        "EmergencyStop" => StopReason.EmergencyStop,
        "Other" => StopReason.Other,
        _ => null,
    };

    private static Reason ReasonOf(StopReason reason) => reason switch
    {
        StopReason.Remote => Reason.Remote,
        StopReason.DeAuthorized => Reason.DeAuthorized,
        StopReason.PowerLoss => Reason.PowerLoss,
        StopReason.HardReset => Reason.HardReset,
        StopReason.SoftReset => Reason.SoftReset,
        StopReason.UnlockCommand => Reason.UnlockCommand,
        StopReason.Other or StopReason.GroundFault or StopReason.OvercurrentFault or StopReason.PowerQuality => Reason.Other,
        StopReason.EVDisconnected => Reason.EVDisconnected,
        StopReason.EmergencyStop => Reason.EmergencyStop,
        _ => Reason.Local, // 1.6 has no reason for a limit that the driver set
    };

    private static int Wh(long energyWh) => (int)Math.Min(int.MaxValue, energyWh);
}
