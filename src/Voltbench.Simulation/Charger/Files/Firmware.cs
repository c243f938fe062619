using Voltbench.Ocpp.V201.FirmwareManagement;
using Voltbench.Simulation.Charger.Configuration;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Charger.Security;

namespace Voltbench.Simulation.Charger.Files;

/// <summary>
/// Firmware from order to boot: retrieve at its time, verify, wait for the cars, install, boot. Every step is on disk before it can be lost; a station that died in
/// the middle takes the step up again (OCPP 1.6 §4.5 and 5.19, security whitepaper L01, OCPP 2.0.1 L01, L02).
/// </summary>
internal sealed partial class Firmware(Station station)
{
    private FirmwareOrder? _order;
    private FirmwareImage? _image;
    private FirmwareStep _step;
    private int _tries;
    private string? _version;
    private LaneTimer? _timer;
    private CancellationTokenSource? _transfer;

    /// <summary>The version that runs.</summary>
    public string Version => _version ?? station.Spec.Model.FirmwareVersion;

    public FirmwareStep Step => _step;

    /// <summary>An update is under way.</summary>
    public bool IsBusy => _step != FirmwareStep.Idle;

    /// <summary>Nobody may begin to charge: the station waits for the last car, or installs.</summary>
    public bool HoldsConnectors { get; private set; }

    /// <summary>An update that can no longer be stopped (L01.FR.27).</summary>
    public bool IsPastReturn => _step is FirmwareStep.Installing or FirmwareStep.Rebooting;

    private bool IsWaitingForCars => _step == FirmwareStep.Waiting;

    /// <summary>Takes an order; one that is under way is given up. Not to be called while <see cref="IsPastReturn"/>.</summary>
    public void Begin(FirmwareOrder order)
    {
        Cancel();
        _order = order;
        _tries = 0;
        Schedule();
    }

    /// <summary>Gives up what is under way.</summary>
    public void Cancel()
    {
        _transfer?.Cancel();
        _transfer = null;
        _timer?.Cancel();
        Finish();
    }

    /// <summary>Looks whether the last car has left; after every event.</summary>
    public void Advance()
    {
        if (IsWaitingForCars && !HasTransaction)
            Install();
    }

    private bool HasTransaction => Array.Exists(station.Connectors, static c => c.Session is { IsRunning: true });

    private bool IsHoldingAllowed => !station.Configuration.Get(StandardSettings.AllowNewSessionsPendingFirmwareUpdate);

    private void Schedule()
    {
        if (_order!.RetrieveAt > station.ClockNow)
        {
            Enter(FirmwareStep.DownloadScheduled);
            Tell(FirmwareStatus.DownloadScheduled);
            Wait(_order.RetrieveAt, Download);
        }
        else
        {
            Download();
        }
    }

    private void Download()
    {
        Enter(FirmwareStep.Downloading);
        Tell(FirmwareStatus.Downloading);

        // A station that will install as soon as it can takes no new cars while one still charges (L01.FR.07).
        if (HasTransaction && IsHoldingAllowed && !(_order!.InstallAt > station.ClockNow))
            Hold(true);
        var transfer = _transfer = new CancellationTokenSource();
        var location = _order!.Location;
        station.Run(
            async life =>
            {
                using var both = CancellationTokenSource.CreateLinkedTokenSource(life, transfer.Token);
                return await station.Fleet.Files.DownloadAsync(location, both.Token);
            },
            receipt =>
            {
                if (_transfer != transfer)
                    return; // given up meanwhile
                _transfer = null;
                OnDownloaded(receipt);
            });
    }

    private void OnDownloaded(FileReceipt receipt)
    {
        var order = _order!;
        if (!receipt.IsDone)
        {
            station.Connection.Report($"Firmware: {receipt.Detail}");
            if (_tries++ < order.Retries && receipt.Outcome is not (FileOutcome.BadAddress or FileOutcome.NotSupported))
            {
                Enter(FirmwareStep.DownloadScheduled);
                _order = order with { RetrieveAt = station.ClockNow + TimeSpan.FromSeconds(order.RetryIntervalSeconds) };
                Wait(_order.RetrieveAt, Download);
            }
            else
            {
                Fail(FirmwareStatus.DownloadFailed);
            }

            return;
        }

        _image = FirmwareImage.Read(receipt.Head.Span, order.Location, station.Spec.Model.Vendor, Version);
        if (FlawOf(_image) == FirmwareFlaw.DiskFull)
        {
            station.Connection.Report("Firmware: the station has no room for the image.");
            Fail(FirmwareStatus.DownloadFailed);
            return;
        }

        Tell(FirmwareStatus.Downloaded);
        if (order.SigningCertificate is { } certificate)
            Verify(order, certificate, receipt);
        else
            Check();
    }

    private void Verify(FirmwareOrder order, string certificate, FileReceipt receipt)
    {
        if (FirmwareSignature.Verify(certificate, order.Signature ?? "", receipt.Sha256.Span))
        {
            Tell(FirmwareStatus.SignatureVerified);
            Check();
            return;
        }

        Fail(FirmwareStatus.InvalidSignature);
        station.Report(SecurityEvent.InvalidFirmwareSignature, "The signature of the image does not fit the signing certificate.");
    }

    private void Check()
    {
        if (FlawOf(_image!) == FirmwareFlaw.Verification)
        {
            Fail(FirmwareStatus.InstallVerificationFailed);
        }
        else if (_order!.InstallAt is { } at && at > station.ClockNow)
        {
            Enter(FirmwareStep.InstallScheduled);
            Tell(FirmwareStatus.InstallScheduled);
            Wait(at, Install);
        }
        else
        {
            Install();
        }
    }

    private void Install()
    {
        if (!HasTransaction)
        {
            BeginInstallation();
            return;
        }

        var isNews = _step is not (FirmwareStep.InstallScheduled or FirmwareStep.Waiting);
        Enter(FirmwareStep.Waiting);
        if (isNews)
            Tell(FirmwareStatus.InstallScheduled);
        Hold(IsHoldingAllowed);
    }

    private void BeginInstallation()
    {
        Enter(FirmwareStep.Installing);
        Hold(true);
        Tell(FirmwareStatus.Installing);
        station.Arm(ref _timer, OnTime, station.Fleet.Options.FirmwareInstallTime);
    }

    private void OnInstalled()
    {
        if (FlawOf(_image!) == FirmwareFlaw.Installation)
        {
            Fail(FirmwareStatus.InstallationFailed);
            return;
        }

        _version = _image!.Version;
        Enter(FirmwareStep.Rebooting);
        Tell(FirmwareStatus.InstallRebooting);
        if (_unanswered == 0 || !station.Boot.IsAccepted)
            station.Departure.Reboot();
        else
            station.Arm(ref _timer, OnTime, station.Fleet.Options.FarewellTimeout);
    }

    /// <summary>The new firmware runs.</summary>
    private void Booted()
    {
        station.Report(SecurityEvent.FirmwareUpdated, $"Firmware {Version} is installed.");
        Tell(FirmwareStatus.Installed);
        Finish();
    }

    private void Fail(FirmwareStatus status)
    {
        Tell(status);
        Finish();
    }

    private void Finish()
    {
        _step = FirmwareStep.Idle;
        _order = null;
        _image = null;
        Hold(false);
        Save();
    }

    /// <summary>What is wrong with the image, or what the lab wants to be wrong with it.</summary>
    private FirmwareFlaw FlawOf(FirmwareImage image)
        => station.Spec.Behavior.FirmwareFlaw is var ordered and not FirmwareFlaw.None ? ordered : image.Flaw;

    private void OnTime()
    {
        if (station.Departure.HasBegun)
            return; // the next life goes on with it
        switch (_step)
        {
            case FirmwareStep.DownloadScheduled:
                Wait(_order!.RetrieveAt, Download);
                break;
            case FirmwareStep.InstallScheduled:
                Wait(_order!.InstallAt ?? station.ClockNow, Install);
                break;
            case FirmwareStep.Installing:
                OnInstalled();
                break;
            case FirmwareStep.Rebooting:
                station.Departure.Reboot(); // the CSMS takes too long to answer
                break;
        }
    }

    // Looked at again when the timer fires: the clock may have been set since.
    private void Wait(DateTimeOffset until, Action then)
    {
        var wait = until - station.ClockNow;
        if (wait > TimeSpan.Zero)
            station.Arm(ref _timer, OnTime, wait);
        else
            then();
    }

    private void Hold(bool isHeld)
    {
        if (HoldsConnectors == isHeld)
            return;
        HoldsConnectors = isHeld;
        foreach (var connector in station.Connectors)
        {
            station.Statuses.Refresh(connector);
            if (!isHeld)
                station.Sessions.Evaluate(connector); // a driver may have waited
        }
    }

    private void Enter(FirmwareStep step)
    {
        _step = step;
        Save();
    }

    private void Save() => station.Memory.Changed(this);
}
