using Voltbench.Ocpp;

namespace Voltbench.Csms;

/// <content>Remote operations.</content>
public sealed partial class CsmsServer
{
    /// <summary>Whether the station is connected to this node.</summary>
    public bool Has(StationId id) => stations.ContainsKey(id);

    /// <summary>Asks a station of this node for something and waits for its answer, in the station's version of OCPP.</summary>
    public Task<RemoteOutcome> ExecuteAsync(StationId id, RemoteOperation operation, CancellationToken stop) => FindStation(id) switch
    {
        null => Task.FromResult(new RemoteOutcome(CallOutcomeKind.NotConnected, Status: null, "the station is not connected")),
        { Version: OcppVersion.V16 } station => V16.RemoteOperations.ExecuteAsync(station, operation, stop),
        var station => V201.RemoteOperations.ExecuteAsync(station, operation, stop),
    };
}
