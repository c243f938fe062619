using System.Globalization;
using Voltbench.Ocpp.Rpc;
using Voltbench.Simulation.Scheduling;
using Voltbench.Simulation.Seeds;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>
/// What one charger does that a good one would not, as long as it is told to. A charger that is not told to has none of these. Every choice is drawn from the
/// charger's seed, one stream for each effect; everything that is done is marked in the frame log.
/// </summary>
internal sealed class StationChaos
{
    private readonly Station _station;
    private readonly OutagePlan? _disconnect;
    private readonly OutagePlan? _halfOpen;
    private readonly FaultPlans? _faults;
    private readonly ClockTrouble? _clock;
    private readonly ProtocolAbuse? _abuse;
    private readonly ScriptedAnswers? _answers;
    private LaneTimer? _powerLoss;

    public StationChaos(Station station, ChaosSettings settings)
    {
        _station = station;
        Settings = settings;
        station.ChaosMemory.Take(settings.Orders);
        Wire = new Wire(station, this);
        var network = settings.Network;
        _disconnect = network?.Disconnect is { } cut ? new OutagePlan(station, "network/disconnect", cut, Cut, Reconnect) : null;
        _halfOpen = network?.HalfOpen is { } open ? new OutagePlan(station, "network/half_open", open, Freeze, GiveUp) { NeedsConnection = true } : null;
        _faults = settings.Faults.Count > 0 ? new FaultPlans(station, settings.Faults) : null;
        _clock = settings.Clock is { } clock ? new ClockTrouble(station, clock) : null;
        _abuse = settings.Abuse is { } abuse ? new ProtocolAbuse(station, this, abuse) : null;
        _answers = settings.Answers.Count > 0 ? new ScriptedAnswers(station, this, settings.Answers) : null;
    }

    public ChaosSettings Settings { get; }

    /// <summary>Everything that goes out and comes in passes here.</summary>
    public Wire Wire { get; }

    /// <summary>The charger has no network: it does not try to connect.</summary>
    public bool IsCut { get; private set; }

    /// <summary>What the clock is wrong by, beyond what the CSMS made of it.</summary>
    public TimeSpan ClockOffset => _clock?.Offset ?? TimeSpan.Zero;

    public bool IgnoresCsmsClock => _clock is { IgnoresCsms: true };

    /// <summary>A stream of this effect; another life of the charger draws other numbers.</summary>
    public static SeedStream Stream(Station station, string effect)
        => new(station.Spec.Seed, string.Create(CultureInfo.InvariantCulture, $"chaos/{effect}/{station.ChaosMemory.Life}"));

    /// <summary>Notes something that was done to the station and is no frame.</summary>
    public static void Note(Station station, string mark, string text)
        => station.Fleet.Frames.Write(
            station.Spec.Key, FrameDirection.Event, "", System.Text.Encoding.UTF8.GetBytes(text), station.Fleet.Time.GetUtcNow(), mark);

    /// <summary>Everything counts from now on.</summary>
    public void Begin()
    {
        _disconnect?.Begin();
        _halfOpen?.Begin();
        _faults?.Begin();
        _clock?.Begin();
        if (Settings.PowerLoss is { } loss && _station.ChaosMemory.IsNew("power_loss"))
            _station.Arm(ref _powerLoss, LosePower, TimeSpan.FromSeconds(loss.AfterSeconds));
    }

    /// <summary>Nothing more happens; what was held back goes on its way.</summary>
    public void End()
    {
        _powerLoss?.Cancel();
        _faults?.End();
        _clock?.End();
        var wasOff = IsCut;
        IsCut = false;
        _disconnect?.End();
        _halfOpen?.End();
        if (Wire.IsFrozen)
            GiveUp();
        Wire.Flush();
        if (wasOff && !_station.IsLeaving)
            _station.Connection.Start();
    }

    /// <summary>The charger goes: no timer of its own may fire any more.</summary>
    public void CancelTimers()
    {
        _powerLoss?.Cancel();
        _faults?.End();
        _clock?.End();
        _disconnect?.End();
        _halfOpen?.End();
        Wire.OnClosed();
    }

    public void OnOpened()
    {
        _abuse?.OnOpened();
        _disconnect?.OnOpened();
        _halfOpen?.OnOpened();
    }

    public void OnClosed()
    {
        Wire.OnClosed();
        _answers?.OnClosed();
    }

    public void OnTransaction(Connector connector) => _faults?.OnTransaction(connector);

    public void OnClockSet() => _clock?.OnSet();

    /// <summary>The id that a CALL gets.</summary>
    public string CallId(string id) => _abuse?.CallId(id) ?? id;

    public void AfterCall() => _abuse?.AfterCall();

    /// <summary>True when a CALL of the CSMS is answered here and not carried out.</summary>
    public bool TakesOver(in RpcInput call) => _abuse?.Refuses(call) == true || _answers?.TakesOver(call) == true;

    /// <summary>The answer of the station to a CALL of the CSMS.</summary>
    public void Reply(string callId, ReadOnlyMemory<byte> frame, string action)
    {
        if (_abuse?.IsSilent(frame, action) == true)
            return;
        if (_answers?.DelayOf(callId) is { } delay)
            Wire.Hold(frame, action, delay, ScriptedAnswers.LateMark(delay));
        else
            Wire.Send(frame, action);
        _abuse?.AfterAnswer(action);
    }

    private void Cut()
    {
        var plan = Settings.Network!.Disconnect!;
        IsCut = plan.ForSeconds > 0;
        Note(_station, "disconnect", plan.ForSeconds > 0 ? string.Create(CultureInfo.InvariantCulture, $"for {plan.ForSeconds} s") : "at once back");
        if (!plan.Clean)
        {
            _station.Connection.Abort("The connection was cut (behavior network.disconnect).");
            return;
        }

        _station.Connection.Close(ConnectionState.Disconnected);
        if (!IsCut)
            _station.Connection.Start();
    }

    private void Reconnect()
    {
        if (!IsCut)
            return;
        IsCut = false;
        Note(_station, "disconnect", "over");
        _station.Connection.ResetBackOff();
        _station.Connection.Start();
    }

    private void Freeze()
    {
        Note(_station, "half_open", "nothing flows any more");
        Wire.Freeze();
    }

    private void GiveUp()
    {
        if (Wire.IsFrozen)
            _station.Connection.Abort("The half-open connection was given up (behavior network.half_open).");
    }

    private void LosePower()
    {
        var loss = Settings.PowerLoss!;
        if (!_station.ChaosMemory.Happens("power_loss"))
            return;
        Note(_station, "power_loss", string.Create(CultureInfo.InvariantCulture, $"for {loss.ForSeconds} s, memory {(loss.Memory == PowerLossMemory.Lose ? "lost" : "kept")}"));
        _station.Departure.LosePower(TimeSpan.FromSeconds(loss.ForSeconds), loss.Memory == PowerLossMemory.Lose);
    }
}
