namespace Voltbench.Lab.Ocpi.Objects;

/// <summary>Part of a list of objects.</summary>
/// <param name="Bodies">JSON as it goes over the wire.</param>
/// <param name="Total">All that match, whatever part of them was asked for.</param>
public sealed record ObjectPage(IReadOnlyList<string> Bodies, long Total);
