namespace Voltbench.Simulation;

/// <summary>A command on its way to a charger, and who waits for its outcome.</summary>
internal sealed class PostedCommand(ChargerCommand command, TaskCompletionSource<CommandOutcome>? waiting)
{
    public ChargerCommand Command { get; } = command;

    public void Answer(CommandOutcome outcome) => waiting?.TrySetResult(outcome);
}
