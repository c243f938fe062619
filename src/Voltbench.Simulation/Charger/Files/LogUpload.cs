using Voltbench.Ocpp.V201.Diagnostics;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// Uploads a text of what the station is and did, one at a time; a second request gives up the first. An upload does not outlive the power
/// (OCPP 1.6 §4.4 and 5.9, security whitepaper N01, OCPP 2.0.1 N01).
/// </summary>
internal sealed class LogUpload(Station station) : ICallOwner
{
    private LogOrder? _order;
    private CancellationTokenSource? _transfer;
    private LaneTimer? _timer;
    private int _tries;

    public bool IsBusy => _order is not null;

    /// <summary>Begins an upload; true when it took the place of another.</summary>
    public bool Begin(LogOrder order)
    {
        var replaced = _order;
        _transfer?.Cancel();
        _timer?.Cancel();
        _order = order;
        _tries = 0;
        if (replaced is { Kind: LogKind.V201 })
            Tell(replaced, UploadLogStatus.AcceptedCanceled); // N01.FR.20: the first one's end
        Upload();
        return replaced is not null;
    }

    /// <summary>Tells the state again (TriggerMessage): Uploading with its request, or Idle.</summary>
    /// <param name="kind">Which words the CSMS asked for.</param>
    public void Repeat(LogKind kind)
    {
        var call = _order is { } order && IsInWordsOf(kind, order.Kind)
            ? LogNotices.Of(kind, UploadLogStatus.Uploading, order.RequestId)
            : LogNotices.Of(kind, UploadLogStatus.Idle, null);
        if (call is { } known)
            station.Calls.Enqueue(known, this, null);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("the log status"));
        else if (answer.End == CallEnd.Lost && tag is Notice notice && !station.Departure.HasBegun)
            Tell(notice.Order, notice.Status);
    }

    private static bool IsInWordsOf(LogKind asked, LogKind running) => (asked == LogKind.Diagnostics) == (running == LogKind.Diagnostics);

    private void Upload()
    {
        var order = _order!;
        Tell(order, UploadLogStatus.Uploading);
        var transfer = _transfer = new CancellationTokenSource();
        var snapshot = LogText.Snapshot(station, order);
        station.Run(
            async life =>
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(life, transfer.Token);
                var text = await snapshot.WriteAsync(both.Token);
                return text is null
                    ? FileReceipt.Failed(FileOutcome.Broken, "The log could not be read.")
                    : await station.Fleet.Files.UploadAsync(order.Location, order.FileName, text, both.Token);
            },
            receipt =>
            {
                if (_transfer == transfer)
                    OnUploaded(order, receipt);
            });
    }

    private void OnUploaded(LogOrder order, FileReceipt receipt)
    {
        _transfer = null;
        if (receipt.IsDone)
        {
            Tell(order, UploadLogStatus.Uploaded);
            _order = null;
            return;
        }

        station.Connection.Report($"Log: {receipt.Detail}");
        Tell(order, StatusOf(receipt.Outcome));
        if (_tries++ < order.Retries && receipt.Outcome is not (FileOutcome.BadAddress or FileOutcome.NotSupported))
            station.Arm(ref _timer, OnTime, order.RetryInterval);
        else
            _order = null;
    }

    private void OnTime()
    {
        if (_order is not null && !station.Departure.HasBegun)
            Upload();
    }

    private void Tell(LogOrder order, UploadLogStatus status)
    {
        if (LogNotices.Of(order.Kind, status, order.RequestId) is { } call)
            station.Calls.Enqueue(call, this, new Notice(order, status));
    }

    private static UploadLogStatus StatusOf(FileOutcome outcome) => outcome switch
    {
        FileOutcome.BadAddress or FileOutcome.Refused => UploadLogStatus.BadMessage,
        FileOutcome.NotSupported => UploadLogStatus.NotSupportedOperation,
        FileOutcome.Denied => UploadLogStatus.PermissionDenied,
        _ => UploadLogStatus.UploadFailure,
    };

    private sealed record Notice(LogOrder Order, UploadLogStatus Status);
}
