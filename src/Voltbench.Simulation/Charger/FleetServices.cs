using Microsoft.Extensions.Logging;

namespace Voltbench.Simulation.Charger;

/// <summary>What all chargers of a fleet share.</summary>
internal sealed record FleetServices(
    FleetOptions Options,
    TimeProvider Time,
    IChargerTransport Transport,
    IChargerStore Store,
    IFrameSink Frames,
    IFleetObserver Observer,
    IFileTransfer Files,
    IFrameHistory History,
    ILogger Log)
{
    /// <summary>Where a station with security profile 3 gets its first certificate; null where there is nobody.</summary>
    public IStationCertificates? Certificates { get; init; }

    /// <summary>Which addresses a CSMS may name; null allows all.</summary>
    public ICsmsAddresses? Addresses { get; init; }

    /// <summary>Told when a charger has left; the spec is the one to come back with, or null.</summary>
    public required Action<Station, ChargerSpec?> OnLeft { get; init; }
}
