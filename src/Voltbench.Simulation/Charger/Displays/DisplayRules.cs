using Voltbench.Ocpp.V201.DisplayMessages;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Charger.Configuration;

namespace Voltbench.Simulation.Charger.Displays;

/// <summary>Which messages a display takes (OCPP 2.0.1 O01, O02).</summary>
internal static class DisplayRules
{
    public static SetDisplayMessageResponse Judge(Station station, MessageInfo message, List<MessageInfo> kept)
    {
        var configuration = station.Configuration;
        if (!configuration.Get(StandardSettings.DisplayMessageEnabled))
            return Refuse(DisplayMessageStatus.Rejected, "NotEnabled", "DisplayMessageCtrlr.Enabled is false.");
        if (!configuration.Get(StandardSettings.DisplaySupportedPriorities).Contains(message.Priority))
            return Refuse(DisplayMessageStatus.NotSupportedPriority, "UnsupportedParam", $"Priority {message.Priority} is not supported.");
        if (!configuration.Get(StandardSettings.DisplaySupportedFormats).Contains(message.Message.Format))
            return Refuse(DisplayMessageStatus.NotSupportedMessageFormat, "UnsupportedParam", $"Format {message.Message.Format} is not supported.");
        if (message.TransactionId is { } transaction && !IsRunning(station, transaction))
            return Refuse(DisplayMessageStatus.UnknownTransaction, "UnknownTxId", "No such transaction is running.");
        if (message.Display?.Evse is { } evse && station.Find(evse.Id) is null)
            return Refuse(DisplayMessageStatus.Rejected, "UnknownEvse", $"There is no EVSE {evse.Id}.");
        if (message.EndDateTime <= station.ClockNow || message.EndDateTime <= message.StartDateTime)
            return Refuse(DisplayMessageStatus.Rejected, "InvalidValue", "The message ends before it begins, or is over already.");
        if (message.Message.Format == MessageFormat.ASCII && !System.Text.Ascii.IsValid(message.Message.Content))
            return Refuse(DisplayMessageStatus.Rejected, "InvalidValue", "The content is not ASCII.");
        var most = (int)StandardSettings.DisplayMessages.Max!;
        if (kept.Count >= most && !kept.Exists(m => m.Id == message.Id))
            return Refuse(DisplayMessageStatus.Rejected, "TooManyElements", $"The station keeps at most {most} messages.");
        return new SetDisplayMessageResponse { Status = DisplayMessageStatus.Accepted };
    }

    public static bool IsRunning(Station station, string transactionId)
        => station.Sessions.FindByReference(transactionId) is { IsRunning: true };

    /// <summary>The state of MessageStateEnumType that an EVSE is in.</summary>
    public static MessageState StateOf(Station station, Connector connector) => connector switch
    {
        { Fault: not null } => MessageState.Faulted,
        { Session.IsRunning: true } => MessageState.Charging,
        _ => station.Statuses.Of(connector) == ConnectorStatus.Unavailable ? MessageState.Unavailable : MessageState.Idle,
    };

    private static SetDisplayMessageResponse Refuse(DisplayMessageStatus status, string reason, string why)
        => new() { Status = status, StatusInfo = new StatusInfo { ReasonCode = reason, AdditionalInfo = why } };
}
