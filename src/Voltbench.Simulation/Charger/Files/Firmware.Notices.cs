using Voltbench.Ocpp.V201.FirmwareManagement;

namespace Voltbench.Simulation.Charger.Files;

/// <content>What the CSMS is told of an update. A status that the connection took with it is told again on the next one.</content>
internal sealed partial class Firmware : ICallOwner
{
    // Above this the CSMS is not told every step it missed while it was away.
    private const int MaxUnanswered = 32;

    private Notice? _told;
    private int _unanswered;

    /// <summary>Tells the state again (TriggerMessage): what was told last, or Idle when that was the end of it (2.0.1 L01.FR.25, FR.26; whitepaper L01.FR.28, FR.29).</summary>
    /// <param name="kind">Which words the CSMS asked for.</param>
    public void Repeat(FirmwareKind kind)
    {
        var isOver = kind == FirmwareKind.Plain ? !IsBusy : _told is null or { Status: FirmwareStatus.Installed };
        var notice = isOver || _told is null
            ? new Notice(kind, FirmwareStatus.Idle, null)
            : _told with { Kind = kind };
        if (FirmwareNotices.Of(notice.Kind, notice.Status, notice.RequestId) is { } call)
            station.Calls.Enqueue(call, this, null);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (tag is not Notice notice)
            return; // a repetition: nothing depends on it
        if (answer.End == CallEnd.Lost && !station.Departure.HasBegun)
        {
            _unanswered--;
            Send(notice);
            return;
        }

        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("the firmware status"));
        if (answer.End == CallEnd.Lost)
            return; // the next life tells it
        _unanswered--;
        Save();
        if (_step == FirmwareStep.Rebooting && _unanswered == 0)
            station.Departure.Reboot();
    }

    private void Tell(FirmwareStatus status)
    {
        var order = _order!;
        if (FirmwareNotices.Of(order.Kind, status, order.RequestId) is null)
            return; // 1.6 has no word for it
        _told = new Notice(order.Kind, status, order.RequestId);
        Send(_told);
        Save();
    }

    private void Send(Notice notice)
    {
        if (_unanswered >= MaxUnanswered || FirmwareNotices.Of(notice.Kind, notice.Status, notice.RequestId) is not { } call)
            return;
        _unanswered++;
        station.Calls.Enqueue(call, this, notice);
    }

    private sealed record Notice(FirmwareKind Kind, FirmwareStatus Status, int? RequestId);
}
