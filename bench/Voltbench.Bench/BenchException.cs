namespace Voltbench.Bench;

/// <summary>The measurement could not be finished; the message says what did not happen.</summary>
internal sealed class BenchException(string message) : Exception(message);
