using System.Text.Json;
using System.Text.Json.Serialization;

namespace Voltbench.Simulation.Charger.Files;

/// <content>What outlives the power.</content>
internal sealed partial class Firmware : IDocument
{
    public string Name => "firmware";

    public ReadOnlyMemory<byte> Write()
    {
        if (_version is null && _step == FirmwareStep.Idle && _told is null)
            return default;
        var record = new FirmwareRecord
        {
            Version = _version,
            Step = _step,
            Order = _order,
            Tries = _tries,
            Image = _image,
            Told = _told?.Status,
            ToldKind = _told?.Kind ?? FirmwareKind.Plain,
            ToldRequestId = _told?.RequestId,
            IsUnanswered = _unanswered > 0,
        };
        return JsonSerializer.SerializeToUtf8Bytes(record, FirmwareJson.Default.FirmwareRecord);
    }

    /// <summary>The power was away: a download begins anew, an installation too, what waits waits on.</summary>
    public void Read(ReadOnlyMemory<byte> json)
    {
        var record = JsonSerializer.Deserialize(json.Span, FirmwareJson.Default.FirmwareRecord)!;
        _version = record.Version;
        _step = record.Step;
        _order = record.Order;
        _tries = record.Tries;
        _image = record.Image;
        _told = record.Told is { } told ? new Notice(record.ToldKind, told, record.ToldRequestId) : null;
        switch (_step)
        {
            case FirmwareStep.Rebooting:
                station.Cause = BootCause.FirmwareUpdate;
                Booted();
                return;
            case FirmwareStep.Downloading:
                Download();
                return;
            case FirmwareStep.Installing:
                BeginInstallation();
                return;
        }

        if (record.IsUnanswered && _told is not null)
            Send(_told);
        if (_step == FirmwareStep.DownloadScheduled)
            Wait(_order!.RetrieveAt, Download);
        else if (_step == FirmwareStep.InstallScheduled)
            Wait(_order!.InstallAt ?? station.ClockNow, Install);
        else if (IsWaitingForCars)
            Hold(IsHoldingAllowed);
    }

    public void Clear()
    {
        Cancel();
        _version = null;
        _told = null;
        Save();
    }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FirmwareRecord))]
internal sealed partial class FirmwareJson : JsonSerializerContext;
