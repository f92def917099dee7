//! The practical limit: dense arrays, compressed adjacency, integer working minutes, forward and backward pass, total
//! float; no calendars, no constraints, no progress, no reasons, no rows.

/// Early and late starts and total float of a network.
pub struct Network {
    pub durations: Vec<i32>,
    into: Vec<u32>,
    into_at: Vec<u32>,
    out: Vec<u32>,
    out_at: Vec<u32>,
    pub order: Vec<u32>,
}

#[expect(dead_code, reason = "an engine must give them; only the floats are compared")]
pub struct Dates {
    pub early: Vec<i32>,
    pub late: Vec<i32>,
    pub float: Vec<i32>,
    pub finish: i32,
}

impl Network {
    pub fn new(durations: &[i32], links: &[(u32, u32)]) -> Network {
        let (into_at, into) = group(durations.len(), links.iter().map(|(from, to)| (*to, *from)));
        let (out_at, out) = group(durations.len(), links.iter().copied());
        let mut waits: Vec<u32> = into_at.windows(2).map(|pair| pair[1] - pair[0]).collect();
        let mut order: Vec<u32> = (0..durations.len() as u32).filter(|node| waits[*node as usize] == 0).collect();
        let mut at = 0;
        while at < order.len() {
            let node = order[at] as usize;
            at += 1;
            for next in &out[out_at[node] as usize..out_at[node + 1] as usize] {
                waits[*next as usize] -= 1;
                if waits[*next as usize] == 0 {
                    order.push(*next);
                }
            }
        }
        Network { durations: durations.to_vec(), into, into_at, out, out_at, order }
    }

    /// What a node waits for.
    #[inline(always)]
    pub fn into(&self, node: usize) -> &[u32] {
        &self.into[self.into_at[node] as usize..self.into_at[node + 1] as usize]
    }

    /// What waits for it.
    #[inline(always)]
    pub fn out(&self, node: usize) -> &[u32] {
        &self.out[self.out_at[node] as usize..self.out_at[node + 1] as usize]
    }

    pub fn pass(&self) -> Dates {
        let count = self.durations.len();
        let (mut early, mut late, mut float) = (vec![0; count], vec![0; count], vec![0; count]);
        let mut finish = 0;
        for node in &self.order {
            let node = *node as usize;
            let mut start = 0;
            for from in self.into(node) {
                start = start.max(early[*from as usize] + self.durations[*from as usize]);
            }
            early[node] = start;
            finish = finish.max(start + self.durations[node]);
        }
        for node in self.order.iter().rev() {
            let node = *node as usize;
            let mut end = finish;
            for to in self.out(node) {
                end = end.min(late[*to as usize]);
            }
            late[node] = end - self.durations[node];
            float[node] = late[node] - early[node];
        }
        Dates { early, late, float, finish }
    }
}

fn group(count: usize, pairs: impl Iterator<Item = (u32, u32)> + Clone) -> (Vec<u32>, Vec<u32>) {
    let mut at = vec![0u32; count + 2];
    for (node, _) in pairs.clone() {
        at[node as usize + 2] += 1;
    }
    for node in 2..at.len() {
        at[node] += at[node - 1];
    }
    let mut ends = vec![0; at[count + 1] as usize];
    for (node, end) in pairs {
        let slot = &mut at[node as usize + 1];
        ends[*slot as usize] = end;
        *slot += 1;
    }
    at.truncate(count + 1);
    (at, ends)
}
