using System.Text;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>Breaks rules of OCPP-J with well-formed frames: one CALL at a time (1.6 §4.1.1), unique ids (§4.1.4), BootNotification before all (1.6 §4.2), an answer to every CALL.</summary>
internal sealed class ProtocolAbuse(Station station, StationChaos chaos, AbuseChaos settings)
{
    private SeedStream _parallel = StationChaos.Stream(station, "abuse/parallel");
    private SeedStream _reused = StationChaos.Stream(station, "abuse/reused");
    private SeedStream _early = StationChaos.Stream(station, "abuse/early");
    private SeedStream _silent = StationChaos.Stream(station, "abuse/silent");
    private SeedStream _error = StationChaos.Stream(station, "abuse/error");
    private SeedStream _unsolicited = StationChaos.Stream(station, "abuse/unsolicited");
    private string? _lastId;

    /// <summary>The id of the CALL before, or the right one.</summary>
    public string CallId(string id)
    {
        var reused = _lastId is not null && Draw(ref _reused, settings.ReusedIds) ? _lastId : null;
        _lastId = reused ?? id;
        if (reused is not null)
            chaos.Wire.Announce("reused_id");
        return _lastId;
    }

    public void OnOpened()
    {
        if (!station.Boot.IsAccepted && Draw(ref _early, settings.EarlyCalls))
            SendExtra("early_call");
    }

    public void AfterCall()
    {
        if (Draw(ref _parallel, settings.ParallelCalls))
            SendExtra("parallel_call");
    }

    /// <summary>True when the CALL is refused out of hand.</summary>
    public bool Refuses(in RpcInput call)
    {
        if (!Draw(ref _error, settings.CallError) || station.Connection.Rpc is not { } rpc)
            return false;
        chaos.Wire.Send(rpc.Error(call, settings.CallErrorCode, "This station refuses everything (behavior abuse.call_error)."), call.ActionName, "call_error");
        return true;
    }

    /// <summary>True when the answer is kept back for ever.</summary>
    public bool IsSilent(ReadOnlyMemory<byte> frame, string action)
    {
        if (!Draw(ref _silent, settings.NoAnswer))
            return false;
        station.Fleet.Frames.Write(station.Spec.Key, FrameDirection.LostToCsms, action, frame, station.Fleet.Time.GetUtcNow(), "no_answer");
        return true;
    }

    public void AfterAnswer(string action)
    {
        if (Draw(ref _unsolicited, settings.UnsolicitedAnswers))
            chaos.Wire.Send(Encoding.UTF8.GetBytes($$"""[3,"{{station.Calls.NextId()}}",{}]"""), action, "unsolicited_answer");
    }

    // Nobody waits for its answer, which the session then takes for a late one.
    private void SendExtra(string mark)
        => chaos.Wire.Send(Encoding.UTF8.GetBytes($$"""[2,"{{station.Calls.NextId()}}","Heartbeat",{}]"""), "Heartbeat", mark);

    private static bool Draw(ref SeedStream stream, double probability) => probability > 0 && stream.NextDouble() < probability;
}
