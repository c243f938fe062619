using System.Globalization;
using Voltbench.Simulation.Scheduling;

namespace Voltbench.Simulation.Charger.Chaos;

/// <summary>A clock that drifts and jumps. When the station takes over the time of the CSMS it is right again, and goes wrong from there.</summary>
internal sealed class ClockTrouble(Station station, ClockChaos settings)
{
    private DateTimeOffset _rightAt = station.Fleet.Time.GetUtcNow();
    private TimeSpan _jumped;
    private LaneTimer? _jump;

    public bool IgnoresCsms => settings.IgnoreCsms;

    public TimeSpan Offset => _jumped + ((station.Fleet.Time.GetUtcNow() - _rightAt) * (settings.DriftPpm / 1e6));

    public void Begin()
    {
        if (settings.DriftPpm != 0)
            StationChaos.Note(station, "clock", string.Create(CultureInfo.InvariantCulture, $"drifts {settings.DriftPpm} ppm"));
        if (settings.JumpSeconds != 0 && (settings.JumpEverySeconds is not null || station.ChaosMemory.IsNew("clock")))
            station.Arm(ref _jump, OnJump, TimeSpan.FromSeconds(settings.JumpAfterSeconds));
    }

    public void End() => _jump?.Cancel();

    public void OnSet() => (_rightAt, _jumped) = (station.Fleet.Time.GetUtcNow(), TimeSpan.Zero);

    private void OnJump()
    {
        if (settings.JumpEverySeconds is null && !station.ChaosMemory.Happens("clock"))
            return;
        _jumped += TimeSpan.FromSeconds(settings.JumpSeconds);
        StationChaos.Note(station, "clock", string.Create(CultureInfo.InvariantCulture, $"jumps {settings.JumpSeconds} s"));
        if (settings.JumpEverySeconds is { } every)
            station.Arm(ref _jump, OnJump, TimeSpan.FromSeconds(every));
    }
}
