using System.Diagnostics.Metrics;

namespace Voltbench.Lab.Provisioning;

/// <summary>Metrics of the bulk work.</summary>
public sealed class ProvisioningInstruments
{
    public const string MeterName = "Voltbench.Provisioning";

    private readonly Histogram<double> _chunkSeconds;
    private readonly Counter<long> _made;

    public ProvisioningInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _chunkSeconds = meter.CreateHistogram<double>("voltbench.provisioning.chunk.duration", "s", "Time of one chunk of a bulk job.");
        _made = meter.CreateCounter<long>("voltbench.provisioning.chargers", "{charger}", "Chargers created by bulk jobs.");
    }

    internal void ChunkDone(TimeSpan took, int made)
    {
        _chunkSeconds.Record(took.TotalSeconds);
        _made.Add(made);
    }
}
