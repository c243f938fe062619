namespace Voltbench.Simulation.Charger.Configuration;

/// <summary>When a 2.0.1 transaction begins and ends (part 2 E, TxStartPoint and TxStopPoint).</summary>
internal enum TxPoint : byte
{
    ParkingBayOccupancy,
    EVConnected,
    Authorized,
    DataSigned,
    PowerPathClosed,
    EnergyTransfer,
}

/// <summary>Where a station takes the time from (<c>ClockCtrlr.TimeSource</c>).</summary>
internal enum TimeSource : byte
{
    Heartbeat,
    NTP,
    GPS,
    RealTimeClock,
    MobileNetwork,
    RadioTimeTransmitter,
}

/// <summary>The feature profiles of OCPP 1.6 §3.2.</summary>
internal enum FeatureProfile : byte
{
    Core,
    FirmwareManagement,
    LocalAuthListManagement,
    Reservation,
    SmartCharging,
    RemoteTrigger,
}

/// <summary>Schemes of files that a station fetches and delivers.</summary>
internal enum FileTransferProtocol : byte
{
    FTP,
    FTPS,
    HTTP,
    HTTPS,
    SFTP,
}

/// <summary>Unit of a charging schedule: 1.6 writes <c>Current</c> and <c>Power</c> in its key, 2.0.1 <c>A</c> and <c>W</c>.</summary>
internal enum RateUnit : byte
{
    A,
    W,
}

/// <summary>When a public key goes with signed meter values (<c>OCPPCommCtrlr.PublicKeyWithSignedMeterValue</c>).</summary>
internal enum PublicKeyPolicy : byte
{
    Never,
    OncePerTransaction,
    EveryMeterValue,
}

/// <summary>Which entry of a full authorization cache goes (<c>AuthCacheCtrlr.Policy</c>).</summary>
internal enum CachePolicy : byte
{
    LRU,
    LFU,
    FIFO,
}
