using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Ocpp.V201.Types;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// Firmware that the station fetches for others and offers at an address of its own (OCPP 2.0.1 L03, L04). The bytes are not kept: whoever asks at that address is
/// sent on to where they came from.
/// </summary>
internal sealed class Publication(Station station) : IDocument, ICallOwner
{
    /// <summary>Most images that are offered at one time.</summary>
    private const int MaxOffers = 16;

    private readonly List<Offer> _offers = [];
    private PublishOrder? _order;
    private CancellationTokenSource? _transfer;
    private LaneTimer? _timer;
    private int _tries;
    private PublishFirmwareStatus _last = PublishFirmwareStatus.Idle;
    private int? _lastRequestId;

    public string Name => "published";

    /// <summary>Begins to fetch; null when it does, otherwise why not.</summary>
    public StatusInfo? Begin(PublishFirmwareRequest request)
    {
        if (request.Checksum.Length != 32 || !request.Checksum.All(char.IsAsciiHexDigit))
            return new StatusInfo { ReasonCode = "InvalidValue", AdditionalInfo = "The checksum is an MD5 of 32 hexadecimal digits." };
        if (_order is not null)
            return new StatusInfo { ReasonCode = "FwUpdateInProgress", AdditionalInfo = "Another image is being fetched." };
        if (_offers.Count >= MaxOffers && FindOffer(request.Checksum) is null)
            return new StatusInfo { ReasonCode = "OutOfStorage", AdditionalInfo = $"The station offers at most {MaxOffers} images." };
        var options = station.Fleet.Options;
        _tries = 0;
        _order = new PublishOrder(
            request.RequestId,
            request.Location,
            request.Checksum.ToLowerInvariant(),
            Math.Max(0, request.Retries ?? options.TransferRetries),
            Math.Max(0, request.RetryInterval ?? (int)options.TransferRetryInterval.TotalSeconds));
        Fetch();
        return null;
    }

    /// <summary>No longer offers an image.</summary>
    public UnpublishFirmwareStatus Withdraw(string checksum)
    {
        if (_order is { } order && order.Checksum.Equals(checksum, StringComparison.OrdinalIgnoreCase))
            return UnpublishFirmwareStatus.DownloadOngoing;
        if (FindOffer(checksum) is not { } offer)
            return UnpublishFirmwareStatus.NoFirmware;
        _offers.Remove(offer);
        station.Memory.Changed(this);
        return UnpublishFirmwareStatus.Unpublished;
    }

    /// <summary>Tells the state again (TriggerMessage): what was told last, or Idle when that was the end of it.</summary>
    public void Repeat()
    {
        var isOver = _last is PublishFirmwareStatus.Published or PublishFirmwareStatus.Idle;
        Enqueue(isOver ? PublishFirmwareStatus.Idle : _last, isOver ? null : _lastRequestId, null, isRepetition: true);
    }

    public void OnAnswer(object? tag, in CallAnswer answer)
    {
        if (answer.End is CallEnd.Error or CallEnd.Invalid or CallEnd.Timeout)
            station.Connection.Report(answer.Problem("PublishFirmwareStatusNotification"));
        else if (answer.End == CallEnd.Lost && tag is Notice notice && !station.Departure.HasBegun)
            Enqueue(notice.Status, notice.RequestId, notice.Location, isRepetition: false);
    }

    public ReadOnlyMemory<byte> Write() => _offers.Count == 0 && _order is null
        ? default
        : JsonSerializer.SerializeToUtf8Bytes(new PublicationRecord(_offers, _order), PublicationJson.Default.PublicationRecord);

    /// <summary>The power was away: a download begins anew.</summary>
    public void Read(ReadOnlyMemory<byte> json)
    {
        var record = JsonSerializer.Deserialize(json.Span, PublicationJson.Default.PublicationRecord)!;
        _offers.AddRange(record.Offers);
        _order = record.Order;
        if (_order is not null)
            Fetch();
    }

    public void Clear()
    {
        _offers.Clear();
        _transfer?.Cancel();
        _transfer = null;
        _timer?.Cancel();
        _order = null;
        station.Memory.Changed(this);
    }

    private void Fetch()
    {
        station.Memory.Changed(this);
        var order = _order!;
        Tell(PublishFirmwareStatus.Downloading);
        var transfer = _transfer = new CancellationTokenSource();
        station.Run(
            async life =>
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(life, transfer.Token);
                return await station.Fleet.Files.DownloadAsync(order.Source, both.Token);
            },
            receipt =>
            {
                if (_transfer == transfer)
                    OnFetched(order, receipt);
            });
    }

    private void OnFetched(PublishOrder order, FileReceipt receipt)
    {
        _transfer = null;
        if (!receipt.IsDone)
        {
            station.Connection.Report($"Firmware to publish: {receipt.Detail}");
            if (_tries++ < order.Retries && receipt.Outcome is not (FileOutcome.BadAddress or FileOutcome.NotSupported))
                station.Arm(ref _timer, OnTime, TimeSpan.FromSeconds(order.RetryIntervalSeconds));
            else
                Finish(PublishFirmwareStatus.DownloadFailed);
            return;
        }

        Tell(PublishFirmwareStatus.Downloaded);
        if (!Convert.ToHexStringLower(receipt.Md5.Span).Equals(order.Checksum, StringComparison.Ordinal))
        {
            Finish(PublishFirmwareStatus.InvalidChecksum);
            return;
        }

        Tell(PublishFirmwareStatus.ChecksumVerified);
        if (station.Spec.Behavior.FirmwareFlaw == FirmwareFlaw.DiskFull)
        {
            Finish(PublishFirmwareStatus.PublishFailed);
            return;
        }

        if (FindOffer(order.Checksum) is { } old)
            _offers.Remove(old);
        _offers.Add(new Offer(order.Checksum, order.Source));
        Finish(PublishFirmwareStatus.Published, AddressOf(order.Checksum));
    }

    private void OnTime()
    {
        if (_order is not null && _transfer is null && !station.Departure.HasBegun)
            Fetch();
    }

    private void Finish(PublishFirmwareStatus status, string? address = null)
    {
        Tell(status, address);
        _order = null;
        station.Memory.Changed(this);
    }

    private string AddressOf(string checksum) => string.Create(
        CultureInfo.InvariantCulture, $"{station.Fleet.Options.PublishedFirmwareUrl.AbsoluteUri.TrimEnd('/')}/{Uri.EscapeDataString(station.Spec.Id)}/{checksum}");

    private Offer? FindOffer(string checksum) => _offers.Find(o => o.Checksum.Equals(checksum, StringComparison.OrdinalIgnoreCase));

    private void Tell(PublishFirmwareStatus status, string? address = null)
    {
        _last = status;
        _lastRequestId = _order!.RequestId;
        Enqueue(status, _lastRequestId, address, isRepetition: false);
    }

    private void Enqueue(PublishFirmwareStatus status, int? requestId, string? address, bool isRepetition)
        => station.Calls.Enqueue(
            OutCall.Of(new PublishFirmwareStatusNotificationRequest { Status = status, RequestId = requestId, Location = address is null ? null : [address] }),
            this,
            isRepetition ? null : new Notice(status, requestId, address));

    private sealed record Notice(PublishFirmwareStatus Status, int? RequestId, string? Location);
}

/// <summary>What the CSMS wants published.</summary>
internal sealed record PublishOrder(int RequestId, string Source, string Checksum, int Retries, int RetryIntervalSeconds);

/// <summary>An image that is offered: MD5 in lower case, and where it came from.</summary>
internal sealed record Offer(string Checksum, string Source);

/// <summary>Document <c>published</c>.</summary>
internal sealed record PublicationRecord(IReadOnlyList<Offer> Offers, PublishOrder? Order);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PublicationRecord))]
internal sealed partial class PublicationJson : JsonSerializerContext;
